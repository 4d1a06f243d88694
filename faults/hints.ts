/** Cuts a stream of Redis into its values (RESP 2 and 3): each comes whole, whatever the network made of it. */
export function wholeValues(): (chunk: Buffer) => Buffer[] {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    const values: Buffer[] = [];
    for (let end = endOf(rest, 0); end > 0; end = endOf(rest, 0)) {
      values.push(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
    return values;
  };
}

/** Whether a value is a published message: what crosses between processes. */
export const isHint = (value: Buffer): boolean => value.subarray(0, 40).includes('\r\nsmessage\r\n');

/** Where the value that begins at `start` ends; 0 when it is not all there. */
function endOf(bytes: Buffer, start: number): number {
  const line = bytes.indexOf('\r\n', start);
  if (line < 0) return 0;
  const kind = String.fromCharCode(bytes[start] ?? 0);
  const end = line + 2;
  const size = Number(bytes.subarray(start + 1, line).toString('latin1'));
  if ('$=!'.includes(kind)) {
    const whole = size < 0 ? end : end + size + 2;
    return whole <= bytes.length ? whole : 0;
  }
  const parts = '*>~'.includes(kind) ? Math.max(size, 0) : kind === '%' ? 2 * size : 0;
  let at = end;
  for (let part = 0; part < parts; part += 1) {
    at = endOf(bytes, at);
    if (at === 0) return 0;
  }
  return at;
}
