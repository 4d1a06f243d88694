import { createHash } from 'node:crypto';
import type { DemoPerson } from '../demo.types.js';
import { Chance } from '../random.js';
import { LIGHTS, type Light } from './light.js';
import { paint } from './paint.js';
import { inColour, looksOf } from './portrait.js';
import { SCENE_NAMES, SCENES, type Scene, type SceneName } from './scenes.js';

/** How many of the other men, and of the women, have photos: enough to meet some on every page, and not only those. */
const MEN_NEAR = 16;
const MEN_ELSEWHERE = 14;
const WOMEN = 6;
const WHITE_HAIRED_FROM = 56;

export interface DemoPhoto {
  /** The same on every start. */
  id: string;
  /** Key of a person. */
  owner: string;
  place: number;
  alt: string;
  caption: string;
  /** A JPEG, as a telephone would send it. */
  paint(): Promise<Buffer>;
}

const CAST: Record<string, readonly SceneName[]> = {
  hugo: ['market', 'bicycle', 'kitchen', 'mountains'],
  samir: ['cafe', 'quay', 'livingRoom'],
  antoine: ['mountains', 'sea', 'kitchen'],
  noe: ['livingRoom', 'cafe'],
  emile: ['forest', 'sea', 'livingRoom'],
  karim: ['mountains', 'mountains', 'forest'],
};

/** The photos of the invented people, in the order in which one meets them: those one can be, the men of the first page, the others. */
export function album(people: readonly DemoPerson[]): DemoPhoto[] {
  const cast = people.filter(({ key }) => key in CAST);
  const men = people.filter(({ role, key }) => role === 'MAN' && !(key in CAST));
  const near = men.filter(({ cityCode }) => cityCode.startsWith('69')).slice(0, MEN_NEAR);
  const elsewhere = men.filter(({ cityCode }, at) => !cityCode.startsWith('69') && at % 7 === 3).slice(0, MEN_ELSEWHERE);
  const women = people.filter(({ role }) => role === 'WOMAN').slice(0, WOMEN);
  const [first, second] = [
    [...cast, ...women],
    [...near, ...elsewhere],
  ].map((some) => {
    const photos = some.map(photosOf);
    return [...photos.flatMap(([portrait]) => portrait ?? []), ...photos.flatMap(([, ...others]) => others)];
  });
  return [...(first ?? []), ...(second ?? [])];
}

function photosOf(person: DemoPerson): DemoPhoto[] {
  const chance = new Chance(seedOf(person.key));
  const looks = looksOf(chance, person.age >= WHITE_HAIRED_FROM);
  const [first, ...others] = CAST[person.key] ?? chance.shuffled(SCENE_NAMES).slice(0, chance.between(1, 2));
  const portrait = (scene: Scene, light: Light, own: Chance) =>
    paint(scene.draw(own, light), light, {
      svg: inColour(person.illustration, own, light, looks),
      share: 0.8 + own.next() * 0.2,
      aside: own.between(-110, 110),
    });
  const shown = first ? [photo(person, 1, first, chance, portrait)] : [];
  return [
    ...shown,
    ...others.map((scene, at) => photo(person, at + 2, scene, chance, ({ draw }, light, own) => paint(draw(own, light), light))),
  ];
}

function photo(
  { key: owner }: DemoPerson,
  place: number,
  name: SceneName,
  chance: Chance,
  draw: (scene: Scene, light: Light, own: Chance) => Promise<Buffer>,
): DemoPhoto {
  const scene: Scene = SCENES[name];
  const light = LIGHTS[chance.pick(scene.hours)];
  const caption = chance.pick(scene.captions);
  const own = chance.between(0, 2 ** 31);
  return {
    id: idOf(`${owner} ${place}`),
    owner,
    place,
    alt: place === 1 ? `Portrait dessiné, ${scene.place}` : scene.alt,
    caption: place === 1 ? '' : caption,
    paint: () => draw(scene, light, new Chance(own)),
  };
}

const digest = (text: string): string => createHash('sha256').update(`demo ${text}`).digest('hex');
const seedOf = (text: string): number => Number.parseInt(digest(text).slice(0, 8), 16);

/** Of the form of a random one. */
export function idOf(text: string): string {
  const hex = digest(text);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
