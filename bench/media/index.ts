import type { Bench } from '../figure.js';
import { memory } from './memory.js';
import { photos } from './photos.js';
import { portraits } from './portraits.js';
import { ranges } from './ranges.js';

/** Photos and films: written anew, watched, looked at, and never held in memory. */
export const media: Bench = {
  name: 'media',
  async run(stage) {
    return [...(await photos(stage)), ...(await ranges(stage)), ...(await portraits(stage)), ...(await memory(stage))];
  },
};
