import type { Chance } from '../random.js';
import { bicycle, market, quay } from './town.js';
import { cafe, kitchen, livingRoom } from './indoors.js';
import { forest, mountains, sea } from './outdoors.js';
import type { Hour, Light } from './light.js';

export interface Scene {
  draw(chance: Chance, light: Light): string;
  /** When it is at its best. */
  hours: readonly Hour[];
  /** What is to be seen, for whoever cannot see it. */
  alt: string;
  /** Where somebody stands who is photographed there. */
  place: string;
  /** What men say below it; some say nothing. */
  captions: readonly string[];
}

/** Places of invented people, drawn by ourselves: each is another picture by other chance and another hour. */
export const SCENES = {
  mountains: {
    draw: mountains,
    hours: ['dawn', 'golden', 'dusk', 'noon'],
    alt: 'Des crêtes bleues dans la brume, des sapins devant',
    place: 'devant des montagnes',
    captions: ['Mille mètres plus bas, il pleuvait.', 'La soupe est dans la cabane.', 'On ne voit pas la montée. Tant mieux.', ''],
  },
  sea: {
    draw: sea,
    hours: ['golden', 'dusk', 'dawn', 'night'],
    alt: 'Un voilier sur une mer calme, le soleil bas',
    place: 'face à la mer',
    captions: ['Le bateau n’est pas à moi. L’heure, si.', 'Ouessant, vent de rien.', 'Resté là jusqu’au froid.', ''],
  },
  forest: {
    draw: forest,
    hours: ['golden', 'noon', 'dawn'],
    alt: 'Un chemin entre de grands arbres, la lumière entre les troncs',
    place: 'dans une forêt',
    captions: ['Pas un bruit, sauf moi.', 'Aucun champignon. Belle lumière.', ''],
  },
  cafe: {
    draw: cafe,
    hours: ['dawn', 'noon', 'dusk', 'night'],
    alt: 'Une tasse fumante et un croissant sur une table près de la fenêtre',
    place: 'dans un café',
    captions: ['La table du fond, celle qui boite.', 'Deuxième café. On peut parler.', 'Il reste une chaise.', ''],
  },
  kitchen: {
    draw: kitchen,
    hours: ['noon', 'golden', 'night'],
    alt: 'Une cuisine, une marmite qui fume, des citrons sur le plan de travail',
    place: 'dans une cuisine',
    captions: ['Ça mijote depuis midi.', 'La tarte suivra.', 'Ne pas ouvrir le four.', ''],
  },
  livingRoom: {
    draw: livingRoom,
    hours: ['dusk', 'golden', 'night'],
    alt: 'Un fauteuil sous une lampe, une platine et des disques',
    place: 'près des disques',
    captions: ['Face B, toujours.', 'Le fauteuil est pris. Le tapis est libre.', ''],
  },
  quay: {
    draw: quay,
    hours: ['dusk', 'night', 'golden', 'noon'],
    alt: 'Des façades colorées qui se reflètent dans la rivière',
    place: 'sur les quais',
    captions: ['Le chemin long pour rentrer.', 'Heure bleue, sans filtre.', ''],
  },
  bicycle: {
    draw: bicycle,
    hours: ['noon', 'golden', 'dawn'],
    alt: 'Un vélo contre un mur, sous une fenêtre à volets',
    place: 'devant un mur au soleil',
    captions: ['1978. Freins capricieux.', 'Le mien, réparé par moi. Il roule.', ''],
  },
  market: {
    draw: market,
    hours: ['dawn', 'noon', 'golden'],
    alt: 'Un étal de fruits sous un auvent rayé',
    place: 'au marché',
    captions: ['Samedi, huit heures. Les abricots d’abord.', 'Tout vient d’à côté, sauf moi.', ''],
  },
} as const satisfies Record<string, Scene>;

export type SceneName = keyof typeof SCENES;
export const SCENE_NAMES = Object.keys(SCENES) as SceneName[];
