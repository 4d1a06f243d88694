import { defineConfig } from '@playwright/test';
import { fileURLToPath } from 'node:url';
import stories from './playwright.config';

/** `npm run screenshots`: the pictures of docs/screenshots, taken of the demo people as anybody sees them. */
export default defineConfig(stories, {
  testMatch: '**/*.picture.ts',
  outputDir: fileURLToPath(new URL('../../test-results/pictures', import.meta.url)),
});
