import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';

/** What needs ffmpeg is left out where there is none, and `npm test` says so. */
const films = process.env.FFMPEG ? [] : ['**/*films.story.ts'];
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

const chromium = {
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
};

/** The stories of the site and of the app in a real browser, over the real server with its embedded services and demo people. */
export default defineConfig({
  testDir: here('.'),
  testMatch: '**/*.story.ts',
  outputDir: here('../../test-results'),
  globalSetup: here('./global-setup.ts'),
  fullyParallel: false,
  // Each story makes people of its own, so two may go at once.
  workers: 2,
  // A browser on two busy cores may be late once. What needed its second attempt is named at the end: it is a story to mend.
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  use: {
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    reducedMotion: 'reduce',
    actionTimeout: 15_000,
    navigationTimeout: 20_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: chromium,
  },
  projects: [
    // What a hand does on a phone is seen there, and an SMS comes to one.
    { name: 'desktop', testIgnore: ['**/safety.story.ts', '**/phone.story.ts', ...films], use: { viewport: { width: 1440, height: 900 } } },
    // A phone has no Tab key, and moderators have a desk; what needs no screen at all is seen once.
    {
      name: 'phone',
      testIgnore: [
        '**/keyboard.story.ts',
        '**/moderator.story.ts',
        '**/installed.story.ts',
        '**/notifications.story.ts',
        '**/weather.story.ts',
        '**/leaving.story.ts',
        '**/sign-in.story.ts',
        '**/sending-films.story.ts',
        '**/address.story.ts',
        ...films,
      ],
      use: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 },
    },
    {
      name: 'app',
      testDir: here('../../mobile/e2e'),
      // A browser asks before a page reaches into the own network, where the server of the stories is; a WebView does not.
      use: { launchOptions: { ...chromium, args: [...chromium.args, '--disable-features=LocalNetworkAccessChecks'] } },
    },
  ],
});
