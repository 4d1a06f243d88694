import { join } from 'node:path';
import { PROJECT_ROOT } from '../server/src/platform/project-root.js';
import { atMost, type Bench } from './figure.js';

interface Weight {
  what: string;
  weight: number;
}

/** What we aim at, in kB; the build stops a little above, where it must. */
const ROWS = {
  'web: JS before the landing page shows': { part: 'src/landing/LandingPage.vue', aim: 60 },
  'web: JS before discovery shows': { part: 'src/discovery/DiscoveryPage.vue', aim: 125 },
  'web: all CSS': { part: 'all .css', aim: 12 },
};

/** What a visitor's browser loads, compressed: weighed by what every build of the site runs. */
export const web: Bench = {
  name: 'web',
  async run() {
    const { weights } = (await import(join(PROJECT_ROOT, 'web/build/check-weight.mjs'))) as { weights(): Weight[] };
    const all = weights();
    return Object.entries(ROWS).map(([name, { part, aim }]) => {
      const found = all.find(({ what }) => what === part);
      if (!found) throw new Error(`The site has no ${part}.`);
      return atMost(name, found.weight, 'kB', aim);
    });
  },
};
