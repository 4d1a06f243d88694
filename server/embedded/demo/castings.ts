/** Who plays which dialogue. Without a man, one who fits is found; without an end, chance decides when it ended. */
export interface Casting {
  dialogue: string;
  woman: string;
  man?: string;
  /** Only the first lines were said so far. */
  lines?: number;
  endedMinutesAgo?: number;
  unread?: { woman?: number; man?: number };
}

const HOUR = 60;
const DAY = 24 * HOUR;

export const CASTINGS: readonly Casting[] = [
  { dialogue: 'tarte-citron', woman: 'lea', man: 'hugo', lines: 12, endedMinutesAgo: 38, unread: { woman: 1 } },
  { dialogue: 'veste', woman: 'lea', man: 'samir', endedMinutesAgo: 3 * HOUR },
  { dialogue: 'geographie', woman: 'lea', man: 'antoine', lines: 10, endedMinutesAgo: 20 * HOUR, unread: { woman: 1 } },
  { dialogue: 'mots-croises', woman: 'lea', man: 'noe', endedMinutesAgo: 2 * DAY },
  { dialogue: 'silence', woman: 'lea', man: 'emile', endedMinutesAgo: 3 * DAY },
  { dialogue: 'sans-reponse', woman: 'lea', man: 'karim', endedMinutesAgo: 29 * HOUR, unread: { man: 1 } },
  { dialogue: 'velo-casse', woman: 'ines', man: 'hugo', lines: 12, endedMinutesAgo: 6 * DAY, unread: { woman: 1 } },
  { dialogue: 'courgettes', woman: 'ines', endedMinutesAgo: 11 * DAY },
  { dialogue: 'brocante', woman: 'manon', man: 'hugo', lines: 9, endedMinutesAgo: 95, unread: { man: 1 } },
  { dialogue: 'fin-douce', woman: 'helene', man: 'samir', endedMinutesAgo: 9 * DAY },
  { dialogue: 'premier-message-timide', woman: 'nathalie' },
  { dialogue: 'humour-discutable', woman: 'camille' },
  { dialogue: 'musee', woman: 'sarah' },
  { dialogue: 'boulanger', woman: 'chloe' },
  { dialogue: 'jeux-de-lettres', woman: 'jeanne' },
  { dialogue: 'poulpes', woman: 'leila' },
  { dialogue: 'deux-villes', woman: 'joana' },
  { dialogue: 'chien', woman: 'pauline' },
  { dialogue: 'anglais', woman: 'clara' },
  { dialogue: 'jardin-partage', woman: 'louise' },
  { dialogue: 'chien', woman: 'anais' },
  { dialogue: 'musee', woman: 'claire' },
  { dialogue: 'courgettes', woman: 'catherine' },
  { dialogue: 'veste', woman: 'maelle' },
  { dialogue: 'deux-villes', woman: 'gabriela' },
  { dialogue: 'jeux-de-lettres', woman: 'francoise' },
  { dialogue: 'fin-douce', woman: 'margaux' },
  { dialogue: 'velo-casse', woman: 'nora', lines: 8, unread: { woman: 1 } },
  { dialogue: 'premier-message-timide', woman: 'aicha' },
  { dialogue: 'brocante', woman: 'elise', lines: 10 },
  { dialogue: 'boulanger', woman: 'isabelle' },
  { dialogue: 'jardin-partage', woman: 'mathilde' },
];
