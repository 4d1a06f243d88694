import type { DemoPerson } from './demo.types.js';

type Part = Pick<DemoPerson, 'key' | 'username' | 'age' | 'cityCode' | 'bio' | 'interests' | 'tags' | 'illustration'>;

const LYON = '69123';
const VILLEURBANNE = '69266';

/** The men one meets first: written whole, so that the first page of Lyon is as good as it gets. */
export const CAST: readonly Part[] = [
  {
    key: 'hugo',
    username: 'Hugo',
    age: 34,
    cityCode: LYON,
    bio: 'Je répare des vélos et je rate les soufflés. Le samedi on me trouve au marché, le dimanche sur un sentier, le lundi à regretter les deux. Je cherche une conversation qui dure plus longtemps que le café.',
    interests: ['randonnee', 'cuisine', 'velo', 'vinyles', 'romans-policiers', 'marches'],
    tags: ['tarte citron', 'vélos anciens'],
    illustration: 'h01',
  },
  {
    key: 'samir',
    username: 'Samir',
    age: 31,
    cityCode: LYON,
    bio: 'Café court, balades longues, opinions tranchées sur le fromage. Régisseur son : je sais quand il faut baisser le volume. Écrivez-moi deux lignes, j’en rendrai quatre.',
    interests: ['cafe', 'concerts', 'musique', 'randonnee', 'marches'],
    tags: ['fromages affinés', 'jazz'],
    illustration: 'h02',
  },
  {
    key: 'antoine',
    username: 'Antoine',
    age: 38,
    cityCode: VILLEURBANNE,
    bio: 'Prof de géo. Oui, je connais votre rivière. J’ai une carte de tout et le sens de l’orientation de personne. Côté cuisine, je maîtrise trois gratins.',
    interests: ['voyages', 'histoire', 'randonnee', 'cuisine'],
    tags: ['cartes anciennes', 'gratins'],
    illustration: 'h36',
  },
  {
    key: 'noe',
    username: 'Noé',
    age: 29,
    cityCode: LYON,
    bio: 'Je cherche quelqu’un pour finir les mots croisés. J’en commence beaucoup, au stylo, par bravade. Le reste du temps je dessine des meubles et j’en ponce certains.',
    interests: ['jeux-de-societe', 'bricolage', 'dessin', 'cafe'],
    tags: ['mots croisés', 'menuiserie'],
    illustration: 'h30',
  },
  {
    key: 'emile',
    username: 'Émile',
    age: 41,
    cityCode: LYON,
    bio: 'J’enregistre des sons pour la radio : des portails, des cuisines, des rivières. On me dit calme. C’est que je rumine avec méthode. Pas pressé, mais présent.',
    interests: ['radio', 'musique', 'animaux', 'livres'],
    tags: ['oiseaux', 'silence'],
    illustration: 'h18',
  },
  {
    key: 'karim',
    username: 'Karim',
    age: 36,
    cityCode: LYON,
    bio: 'Je connais un refuge où la soupe vaut les mille mètres de dénivelé. En semaine, infirmier aux urgences : calme au travail, paniqué devant un menu trop long. Une promenade d’abord, c’est plus facile de parler côte à côte.',
    interests: ['montagne', 'randonnee', 'photo', 'cuisine'],
    tags: ['refuges', 'soupe'],
    illustration: 'h04',
  },
];
