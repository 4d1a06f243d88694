import { firstSentence } from './first-sentence';

it.each([
  ['Je répare des vélos et je rate les soufflés. Le samedi on me trouve au marché.', 'Je répare des vélos et je rate les soufflés.'],
  ['Électricien. Je sais quand le courant passe. Et après\u202f?', 'Électricien. Je sais quand le courant passe.'],
  ['Je marche 3.5 km chaque matin\u202f! Puis je dors.', 'Je marche 3.5 km chaque matin\u202f!'],
  ['Disciple appliqué de M. Hulot. Et de sa pipe.', 'Disciple appliqué de M. Hulot.'],
  ['Sans point ni virgule\nDeuxième ligne', 'Sans point ni virgule'],
  ['Une seule phrase.', 'Une seule phrase.'],
  ['   ', ''],
])('reads %j as %j', (bio, words) => expect(firstSentence(bio)).toBe(words));
