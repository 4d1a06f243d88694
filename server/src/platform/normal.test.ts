import { KeyedHashes } from './keyed-hash.js';
import { normalEmail } from './normal-email.js';
import { normalPhone } from './normal-phone.js';

describe('an address', () => {
  it.each([
    ['Hugo.Martin@Example.fr', 'hugo.martin@example.fr'],
    [' hugo@example.fr ', 'hugo@example.fr'],
    ['hugo+rencontres@example.fr', 'hugo@example.fr'],
    ['h.u.g.o+a+b@googlemail.com', 'hugo@gmail.com'],
    ['Hugo@GMAIL.com', 'hugo@gmail.com'],
  ])('%s is the mailbox %s', (written, mailbox) => {
    expect(normalEmail(written)).toBe(mailbox);
  });

  it('keeps its dots where they matter', () => {
    expect(normalEmail('h.ugo@example.fr')).not.toBe(normalEmail('hugo@example.fr'));
  });
});

describe('a number', () => {
  it.each(['06 12 34 56 78', '0612345678', '+33 6 12 34 56 78', '0033612345678', '+33 (0)6.12.34.56.78'])(
    '%s is one and the same',
    (typed) => {
      expect(normalPhone(typed)).toBe('+33612345678');
    },
  );

  it.each(['', 'bonjour', '17', '06 12 34', '+999 12', '06 12 34 56 78 90 12'])('"%s" is none', (typed) => {
    expect(normalPhone(typed)).toBeNull();
  });
});

describe('a keyed hash', () => {
  const [ours, others] = [new KeyedHashes('a secret of thirty-two characters!'), new KeyedHashes('another one of thirty-two letters')];

  it('is the same for the same text, and another for another purpose or secret', () => {
    expect(ours.hash('email', 'a')).toBe(ours.hash('email', 'a'));
    const all = [ours.hash('email', 'a'), ours.hash('email', 'b'), ours.hash('phone', 'a'), others.hash('email', 'a')];
    expect(new Set(all).size).toBe(4);
  });
});
