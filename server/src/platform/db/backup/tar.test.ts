import { headerOf, readHeader } from './tar.js';

const at = new Date('2026-11-26T03:00:00Z');

describe('the header of an entry', () => {
  it.each([0, 1, 511, 512, 8 ** 11 - 1, 8 ** 11, 2 ** 45])('keeps a size of %d bytes', (size) => {
    const entry = { name: 'tables/messages.csv.gz', size, at };
    expect(readHeader(headerOf(entry))).toEqual(entry);
  });

  it('with any bit changed is none', () => {
    const header = headerOf({ name: 'tables/messages.csv.gz', size: 8 ** 11, at });
    for (let bit = 0; bit < header.length * 8; bit += 1) {
      const altered = Buffer.from(header);
      altered[bit >> 3]! ^= 1 << (bit & 7);
      expect(readHeader(altered)).toBeNull();
    }
  });

  it('has no room for a name that others could not read', () => {
    expect(() => headerOf({ name: 'é'.repeat(51), size: 1, at })).toThrow('too long');
  });
});
