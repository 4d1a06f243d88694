import { isHint, wholeValues } from './hints.js';

const VALUES = [
  '+OK\r\n',
  '$-1\r\n',
  ':3\r\n',
  '*3\r\n$8\r\nsmessage\r\n$7\r\ninbox:1\r\n$9\r\n["a\r\nb",]\r\n',
  '>3\r\n$10\r\nssubscribe\r\n$7\r\ninbox:1\r\n:1\r\n',
  '%1\r\n$6\r\nserver\r\n$5\r\nredis\r\n',
  '*-1\r\n',
  '>3\r\n$8\r\nsmessage\r\n$3\r\nxyz\r\n$0\r\n\r\n',
];

it('cuts a stream of Redis into whole values, wherever the network cut it', () => {
  const bytes = Buffer.from(VALUES.join(''));
  for (const size of [1, 2, 7, 64, bytes.length]) {
    const split = wholeValues();
    const found: string[] = [];
    for (let at = 0; at < bytes.length; at += size) found.push(...split(bytes.subarray(at, at + size)).map(String));
    expect(found).toEqual(VALUES);
  }
});

it('knows a published message from an answer', () => {
  expect(VALUES.map((value) => isHint(Buffer.from(value)))).toEqual([false, false, false, true, false, false, false, true]);
});
