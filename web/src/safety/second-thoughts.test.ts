import { leadsAway } from './contacts';
import { isHarsh } from './harsh-words';

describe('a second thought is offered before', () => {
  it.each([
    'Espèce de connard',
    'T’es qu’une SALOPE',
    'saloooope',
    'Va te faire foutre.',
    'nique ta mère',
    'Tes seins me plaisent',
    "T'es moche de toute façon",
    'Sale noir',
    'je sais où tu habites',
    'Tu vas le regretter !',
    'J’ai envie de te baiser',
    'Envoie-moi des nudes',
    'Ta gueule',
    'fils de\npute',
    'ENCULÉ',
    'Fuck you',
    'You’re ugly anyway',
    'stupid bitches',
    'I know where you live',
    'Send me nudes',
  ])('“%s”', (text) => {
    expect(isHarsh(text)).toBe(true);
  });

  it.each([
    'Je viens de Scunthorpe, dans le Lincolnshire.',
    'On pique-nique dimanche ? Un pique-nique ta mère comprise',
    'J’ai du retard, je suis crevé.',
    'Ma chatte dort sur le radiateur, ma chienne aussi.',
    'Un gros concert, une confiture, un content',
    'Elle portait une salopette. Le vin est réputé, le député dispute.',
    'Il fait moche, et le film est con.',
    'Le Río Negro, en Patagonie',
    'Une espèce de musée d’idiomes',
    'Puis-je te baiser la main, madame ?',
    'Un baiser, un câlin, à bientôt',
    'Le garçon et le cul-de-sac',
    'Let us grab a bite and watch blue tits in Penistone.',
    'A classic Essex cocktail with Dickens',
    'My assistant has an assassin’s calm',
    'Cette chaleur va me tuer',
    'Va mourriez-vous',
    '',
  ])('and not before “%s”', (text) => {
    expect(isHarsh(text)).toBe(false);
  });
});

describe('what leads out of here', () => {
  it.each([
    'Écris-moi : paul.durand@exemple.fr',
    'https://exemple.org/x',
    'va voir www.exemple.tv',
    'photos sur mon-site.com !',
    't.me/paul',
    'Appelle-moi au 06 12 34 56 78',
    '0612345678',
    '+33 6 12 34 56 78',
    '06.12.34.56.78',
    '+44 20 7946 0958',
  ])('is “%s”', (text) => {
    expect(leadsAway(text)).toBe(true);
  });

  it.each([
    'Je suis né le 12/03/1992, en 1992.',
    '10 000 000 € au loto',
    'C’est bon.Comment vas-tu ?',
    'Rendez-vous à 19 h 30 au 12 rue des Lilas',
    'ISBN 978 2 07 036822 8',
    'Salut.Me voilà',
    'Le score est 3-2, puis 6-4 6-3',
    'arobase @ la maison',
  ])('is not “%s”', (text) => {
    expect(leadsAway(text)).toBe(false);
  });
});
