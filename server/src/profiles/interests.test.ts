import { INTERESTS, interestOf } from './interests.js';

describe('interests', () => {
  it('have one plain id each, and a word in both languages', () => {
    expect(new Set(INTERESTS.map(({ id }) => id)).size).toBe(INTERESTS.length);
    for (const { id, labelFr, labelEn } of INTERESTS) {
      expect(id).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect([labelFr.trim(), labelEn.trim()]).not.toContain('');
    }
  });

  it('are found by id, and only by id', () => {
    expect(interestOf('velo')?.labelEn).toBe('Cycling');
    expect(interestOf('constructor')).toBeUndefined();
  });
});
