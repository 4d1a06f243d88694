import { useSecondThoughts } from './use-second-thoughts';

describe('before words are sent', () => {
  it('asks once for a text that hurts, and lets it go the second time', async () => {
    const { doubt, passes } = useSecondThoughts();
    await import('./harsh-words');
    expect(passes('connard', false)).toBe(false);
    expect(doubt.value).toBe('harsh');
    expect(passes('connard', false)).toBe(true);
    expect(passes('gros con', false)).toBe(false);
  });

  it('holds nothing up while the list has not come', () => {
    expect(useSecondThoughts().passes('connard', false)).toBe(true);
  });

  it('asks about a number among strangers only', () => {
    const { doubt, passes } = useSecondThoughts();
    expect(passes('06 12 34 56 78', false)).toBe(true);
    expect(passes('06 12 34 56 78', true)).toBe(false);
    expect(doubt.value).toBe('away');
  });

  it('has nothing to say of a kind word, nor of a photo without one', async () => {
    const { doubt, passes } = useSecondThoughts();
    await import('./harsh-words');
    expect([passes('Bonjour', true), passes('', true)]).toEqual([true, true]);
    expect(doubt.value).toBeUndefined();
  });
});
