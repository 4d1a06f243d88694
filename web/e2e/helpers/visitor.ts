import { test as base, type BrowserContext, expect, type Page } from '@playwright/test';
import { randomInt } from 'node:crypto';
import { refuseStrangers } from './strangers';

// What Chromium itself says of a request that a story cuts off on purpose.
const CUT_OFF = /net::ERR_(INTERNET_DISCONNECTED|ABORTED|NETWORK_CHANGED|FAILED)/;

interface Visitors {
  /**
   * A browser of its own for each person, at an address of its own. Whatever it complains about fails the story, and so does a
   * request to anybody but us. `bare`: with
   * no header that a browser would not send, which another origin would refuse. `worker`: with the site's service worker, which
   * would hide from the story what the page asks for.
   */
  aBrowser: (options?: { bare?: boolean; worker?: boolean }) => Promise<Page>;
}

export const test = base.extend<Visitors>({
  baseURL: async ({ browserName: _ }, use) => use(process.env.SITE_URL),
  aBrowser: async ({ browser }, use) => {
    const contexts: BrowserContext[] = [];
    const complaints: string[] = [];
    await use(async ({ bare = false, worker = false } = {}) => {
      const context = await browser.newContext({
        serviceWorkers: worker ? 'allow' : 'block',
        ...(bare ? {} : { extraHTTPHeaders: { 'x-forwarded-for': anAddress() } }),
      });
      contexts.push(context);
      refuseStrangers(context, (what) => complaints.push(what));
      context.on('weberror', (error) => complaints.push(error.error().stack ?? error.error().message));
      context.on('console', (message) => {
        if (message.type() === 'error' && !CUT_OFF.test(message.text())) complaints.push(`${message.text()} (${message.location().url})`);
      });
      return context.newPage();
    });
    await Promise.all(contexts.map((context) => context.close()));
    expect(complaints, 'what the browser complained about').toEqual([]);
  },
});

/** Every person of the stories lives elsewhere, so that limits by address count them apart. */
export const anAddress = (): string => ['10', ...Array.from({ length: 3 }, () => randomInt(1, 255))].join('.');

export { expect, type Page };
