import { Cursors } from './cursors.js';

const cursors = new Cursors('a secret of thirty-two characters.');

describe('cursors', () => {
  it('come back as they went', () => {
    expect(cursors.decode('men', cursors.encode('men', ['2026-11-23', 42]))).toEqual(['2026-11-23', 42]);
  });

  it('show nothing of what they hold, not even that two are alike', () => {
    const [one, two] = [cursors.encode('men', ['2026-11-23']), cursors.encode('men', ['2026-11-23'])];
    expect(one).not.toBe(two);
    expect(Buffer.from(one, 'base64url').toString('latin1')).not.toContain('2026');
  });

  it.each([
    ['of another list', cursors.encode('posts', [1])],
    ['sealed with another key', new Cursors('another secret, also long enough..').encode('men', [1])],
    ['altered', `${cursors.encode('men', [1]).slice(0, -2)}AA`],
    ['made up', 'bm90IG91cnM'],
    ['empty', ''],
  ])('are refused when %s', (_what, cursor) => {
    const refusal: unknown = expect.objectContaining({
      extensions: { code: 'BAD_USER_INPUT', fields: { after: 'This cursor does not belong to this list.' } },
    });
    expect(() => cursors.decode('men', cursor)).toThrow(refusal as Error);
  });
});
