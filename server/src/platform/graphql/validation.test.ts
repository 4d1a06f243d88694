import { textProblem } from './validation.js';

describe('a text of a person', () => {
  it.each(['Bonjour', 'émoji 👩‍👧 et café', 'שלום עולם', 'مرحبا', '<script>alert(1)</script>', "l'apostrophe ’"])('may be %j', (text) => {
    expect(textProblem(text, { min: 1, max: 100 })).toBeNull();
  });

  it.each(['nul \u0000', 'escape \u001b[0m', 'override \u202e', 'isolate \u2066', 'lone \ud800', 'bom \ufeff'])(
    'may not hold %j',
    (text) => {
      expect(textProblem(text, { max: 100 })).toBe('It contains characters that cannot be used here.');
    },
  );

  it('is counted as people count, without the space around it', () => {
    expect(textProblem('👩👩👩', { max: 3 })).toBeNull();
    expect(textProblem('  abc  ', { max: 3 })).toBeNull();
    expect(textProblem('   ', { min: 1, max: 3 })).toBe('It must not be empty.');
    // Drawn as nothing: a joiner, a filler, an empty braille cell. An emoji made of several signs is something.
    for (const nothing of ['\u200b', '\u3164 \u2060', '\u2800'])
      expect(textProblem(nothing, { min: 1, max: 9 })).toBe('It must not be empty.');
    expect(textProblem('❤\ufe0f', { min: 1, max: 9 })).toBeNull();
    expect(textProblem('abcd', { max: 3 })).toBe('At most 3 characters.');
  });

  it('has several lines only where they are wanted', () => {
    expect(textProblem('a\nb', { max: 9 })).toBe('It must be a single line.');
    expect(textProblem('a\nb', { max: 9, multiline: true })).toBeNull();
  });
});
