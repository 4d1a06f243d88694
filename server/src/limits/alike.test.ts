import { ALIKE_FROM, marksOf } from './alike.js';

const LINE =
  'Bonjour Hugo, j’ai beaucoup aimé ton annonce sur les marchés du samedi. Tu cuisines depuis longtemps ? Moi, je rate les crêpes.';

const shared = (one: string, other: string): number => {
  const [left, right] = [marksOf(one) ?? [], marksOf(other) ?? []];
  return left.filter((mark, n) => mark === right[n]).length;
};

describe('a text is recognised', () => {
  it.each([
    ['with another name', LINE.replace('Hugo', 'Karim')],
    ['in capitals, without accents', LINE.toUpperCase().normalize('NFD').replace(/\p{M}/gu, '')],
    ['with other signs, spaces and emoji', `🌸 ${LINE.replaceAll(' ', '  ').replace('?', '!!!')} 🌸`],
    ['with invisible letters in between', [...LINE].join('\u200b')],
    ['with a word more', `${LINE} Bises`],
  ])('%s', (_how, other) => expect(shared(LINE, other)).toBeGreaterThanOrEqual(ALIKE_FROM));

  it.each([
    ['another line of the same beginning', 'Bonjour Hugo, ton profil m’a fait sourire : je dessine aussi, mal, dans le train vers Lyon.'],
    [
      'an ad about the same things',
      'Les marchés du samedi, la cuisine lente et un bon café : qui vient avec moi ? Je rate tout sauf les tartes.',
    ],
  ])('and not taken for %s', (_what, other) => expect(shared(LINE, other)).toBeLessThan(ALIKE_FROM / 2));

  it('in any script', () =>
    expect(
      shared(
        'Привет, мне очень понравилась твоя анкета, давай знакомиться',
        'привет мне очень понравилась твоя анкета — давай знакомиться!',
      ),
    ).toBe(32));

  it('but a greeting is nobody’s own', () => {
    expect(marksOf('Bonjour, ça va ? 😊😊😊😊😊😊😊😊😊😊😊😊😊😊')).toBeNull();
    expect(marksOf('')).toBeNull();
  });
});
