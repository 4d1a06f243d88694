import type { Sentence } from '../demo.types.js';

/** Bios of those who write in English. */
export const ENGLISH_BIOS: readonly Sentence[] = [
  {
    text: 'Half Irish, half Breton, wholly unable to leave before the last song. My French is good, my subjunctive is a matter of luck. Write in whichever language makes you funnier.',
    likes: ['cafe', 'voyages'],
  },
  {
    text: 'I teach English and learn French every day from the woman at the bakery. I keep a list of untranslatable words and I am looking for someone to add to it. Slow walks, long dinners, short goodbyes.',
    likes: ['livres', 'langues'],
  },
  {
    text: 'I came for six months, eleven years ago. It was the bread. I believe in second helpings and first impressions that turn out to be wrong. Tell me what made you laugh this week.',
    likes: ['velo', 'patisserie'],
  },
  {
    text: 'Sound engineer from Leeds. I cook loudly and listen well. On Sundays I get lost on purpose with a map in my pocket. There is room for one more, and for a thermos.',
    likes: ['musique', 'cuisine'],
  },
  {
    text: 'Canadian in exile. I apologise to the furniture and I know my mountains. I answer in whole sentences and I am never late, which in this country makes me eccentric. Coffee is on me.',
    likes: ['randonnee', 'photo'],
  },
  {
    text: 'Marine biologist. Ask me about octopuses, then stop me. I have an old dog’s patience and a young dog’s enthusiasm. If you like arguing kindly about films, we will be fine.',
    likes: ['sciences', 'jeux-de-societe'],
  },
  {
    text: 'Retired stage actor, still bowing at the greengrocer’s. I can mend most things and make a decent curry. Looking for good company and a reason to stay up late.',
    likes: ['theatre', 'vin'],
  },
];
