export interface Interest {
  /** Stored with profiles and used in searches: never renamed. */
  id: string;
  labelFr: string;
  labelEn: string;
  group: InterestGroup;
}

export interface InterestGroup {
  id: string;
  labelFr: string;
  labelEn: string;
}

type Ungrouped = Omit<Interest, 'group'>;

const interest = (id: string, labelFr: string, labelEn: string): Ungrouped => ({ id, labelFr, labelEn });

/** The tastes one may pick, in the order of the forms. */
const INTEREST_GROUPS: readonly (InterestGroup & { interests: Ungrouped[] })[] = [
  {
    id: 'table',
    labelFr: 'À table',
    labelEn: 'At the table',
    interests: [
      interest('cuisine', 'Cuisine', 'Cooking'),
      interest('patisserie', 'Pâtisserie', 'Baking'),
      interest('vin', 'Vin', 'Wine'),
      interest('cafe', 'Café', 'Coffee'),
      interest('marches', 'Marchés', 'Markets'),
      interest('restaurants', 'Restaurants', 'Restaurants'),
    ],
  },
  {
    id: 'dehors',
    labelFr: 'Dehors',
    labelEn: 'Outdoors',
    interests: [
      interest('randonnee', 'Randonnée', 'Hiking'),
      interest('velo', 'Vélo', 'Cycling'),
      interest('mer', 'Mer et voile', 'Sea and sailing'),
      interest('montagne', 'Montagne', 'Mountains'),
      interest('jardin', 'Jardin', 'Gardening'),
      interest('peche', 'Pêche', 'Fishing'),
      interest('animaux', 'Animaux', 'Animals'),
      interest('etoiles', 'Étoiles', 'Stargazing'),
    ],
  },
  {
    id: 'mouvement',
    labelFr: 'En mouvement',
    labelEn: 'On the move',
    interests: [
      interest('course', 'Course à pied', 'Running'),
      interest('natation', 'Natation', 'Swimming'),
      interest('escalade', 'Escalade', 'Climbing'),
      interest('rugby', 'Rugby', 'Rugby'),
      interest('football', 'Football', 'Football'),
      interest('tennis', 'Tennis', 'Tennis'),
      interest('yoga', 'Yoga', 'Yoga'),
      interest('danse', 'Danse', 'Dancing'),
      interest('petanque', 'Pétanque', 'Pétanque'),
    ],
  },
  {
    id: 'culture',
    labelFr: 'À voir, à lire, à entendre',
    labelEn: 'To watch, read and hear',
    interests: [
      interest('musique', 'Musique', 'Music'),
      interest('concerts', 'Concerts', 'Concerts'),
      interest('vinyles', 'Vinyles', 'Vinyl records'),
      interest('cinema', 'Cinéma', 'Cinema'),
      interest('theatre', 'Théâtre', 'Theatre'),
      interest('livres', 'Livres', 'Books'),
      interest('romans-policiers', 'Romans policiers', 'Crime novels'),
      interest('bande-dessinee', 'Bande dessinée', 'Comics'),
      interest('musees', 'Musées', 'Museums'),
      interest('radio', 'Radio et podcasts', 'Radio and podcasts'),
    ],
  },
  {
    id: 'mains',
    labelFr: 'De ses mains et de sa tête',
    labelEn: 'With hands and head',
    interests: [
      interest('bricolage', 'Bricolage', 'DIY'),
      interest('photo', 'Photo', 'Photography'),
      interest('dessin', 'Dessin', 'Drawing'),
      interest('instrument', 'Jouer d’un instrument', 'Playing an instrument'),
      interest('jeux-de-societe', 'Jeux de société', 'Board games'),
      interest('jeux-video', 'Jeux vidéo', 'Video games'),
      interest('langues', 'Langues', 'Languages'),
      interest('histoire', 'Histoire', 'History'),
      interest('sciences', 'Sciences', 'Science'),
      interest('voyages', 'Voyages', 'Travel'),
      interest('benevolat', 'Bénévolat', 'Volunteering'),
      interest('brocante', 'Brocante', 'Flea markets'),
    ],
  },
];

export const INTERESTS: readonly Interest[] = INTEREST_GROUPS.flatMap(({ interests, ...group }) =>
  interests.map((each) => ({ ...each, group })),
);

const byId = new Map(INTERESTS.map((each) => [each.id, each]));

export function interestOf(id: string): Interest | undefined {
  return byId.get(id);
}
