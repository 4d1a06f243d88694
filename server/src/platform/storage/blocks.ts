/** Cuts bytes into blocks of one size, but for the last; always at least one, which may be empty. Holds one at a time. */
export async function* blocksOf(source: AsyncIterable<Buffer>, size: number): AsyncGenerator<Buffer> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const piece of source) {
    let rest = piece;
    while (length + rest.length > size) {
      const missing = size - length;
      yield Buffer.concat([...held, rest.subarray(0, missing)]);
      rest = rest.subarray(missing);
      [held, length] = [[], 0];
    }
    held.push(rest);
    length += rest.length;
  }
  yield Buffer.concat(held);
}
