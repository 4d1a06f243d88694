import { session, type SessionMe } from '../session';
import { finderOf, finds } from './hidden-words';
import { altOf, isCovered, wordsOf } from './media-words';
import { revealed } from './revealed';

const found = (words: string[], text: string) => finds(finderOf(words), text);

describe('a word she does not want to read', () => {
  it.each([
    ['salope', 'Espèce de SALOPE !'],
    ['Élan', 'quel elan'],
    ['elan', 'Quel ÉLAN…'],
    ['cœur', 'mon coeur'],
    ['ma belle', 'Bonjour ma\nbelle.'],
    ["t'es bonne", 'T’es bonne toi'],
    ['🍆', 'tu veux🍆🍆 ?'],
    ['c.n', 'espèce de c.n'],
    ['50', 'Pour 50 € ?'],
    ['sugar', 'sugar-baby'],
  ])('“%s” is found in “%s”', (word, text) => {
    expect(found([word], text)).toBe(true);
  });

  it.each([
    ['con', 'Je suis content, à la concorde, sans confiture'],
    ['elan', 'Un goéland'],
    ['ma belle', 'Ma belle-sœur'.replace('-', 'le ')],
    ['50', 'En 1950'],
    ['c.n', 'le coin'],
    ['été', 'La fierté'],
  ])('“%s” is not found in “%s”', (word, text) => {
    expect(found([word], text)).toBe(false);
  });

  it('is any of the list, and none of an empty one', () => {
    expect(found(['un', 'deux'], 'Les deux')).toBe(true);
    expect(found([], 'Les deux')).toBe(false);
    expect(found(['  '], 'Les deux')).toBe(false);
  });
});

it('is looked for in what others say of their photos, read aloud or below them, until she wants to see it', async () => {
  const me = { id: 'lea', role: 'WOMAN', hiddenWords: ['plage'] } as unknown as SessionMe;
  await session.adopt({ accessToken: 't', accessTokenExpiresAt: new Date(Date.now() + 900_000).toISOString(), me });
  const photo = { id: 'photo', alt: 'Moi à la plage' };
  expect(altOf(photo, 'hugo')).toBe('');
  expect(altOf({ id: 'other', alt: 'Un vélo' }, 'hugo')).toBe('Un vélo');
  expect(altOf(photo, 'lea')).toBe('Moi à la plage');
  expect(isCovered('photo', 'PLAGE, 1998', 'hugo')).toBe(true);
  revealed.add(wordsOf('photo'));
  expect(altOf(photo, 'hugo')).toBe('Moi à la plage');
  expect(isCovered('photo', 'PLAGE, 1998', 'hugo')).toBe(false);
});
