import { firstSentence } from './first-sentence';

it.each([
  ['Je répare des vélos et je rate les soufflés. Le samedi on me trouve au marché.', 'Je répare des vélos et je rate les soufflés.'],
  ['Café court\u202f? Balades longues.', 'Café court\u202f?'],
  ['Je marche 3.5 km. Puis je dors.', 'Je marche 3.5 km.'],
  ['Disciple de M. Hulot. Et de sa pipe.', 'Disciple de M. Hulot.'],
  ['Sans point ni virgule\nDeuxième ligne', 'Sans point ni virgule'],
  ['Une seule phrase.', 'Une seule phrase.'],
  ['   ', ''],
])('reads %j as %j', (bio, words) => expect(firstSentence(bio)).toBe(words));
