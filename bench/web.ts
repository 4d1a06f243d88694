import { join } from 'node:path';
import { PROJECT_ROOT } from '../server/src/platform/project-root.js';
import { atMost, type Bench } from './figure.js';

interface Weight {
  what: string;
  weight: number;
  budget: number;
}

const ROWS = {
  'web: JS before the landing page shows': 'src/landing/LandingPage.vue',
  'web: JS before discovery shows': 'src/discovery/DiscoveryPage.vue',
  'web: all CSS': 'all .css',
};

/** What a visitor's browser loads, compressed: weighed, and held to the budget, by what every build of the site runs. */
export const web: Bench = {
  name: 'web',
  async run() {
    const { weights } = (await import(join(PROJECT_ROOT, 'web/build/check-weight.mjs'))) as { weights(): Weight[] };
    const all = weights();
    return Object.entries(ROWS).map(([name, part]) => {
      const found = all.find(({ what }) => what === part);
      if (!found) throw new Error(`The site has no ${part}.`);
      return atMost(name, found.weight, 'kB', found.budget);
    });
  },
};
