import type { Locator, Page } from '@playwright/test';

/** Those with whom the demo woman Léa has a conversation; who comes first in a list changes every day. */
const SHE_TALKS_TO = /^(Hugo|Samir|Antoine|Karim|Noé|Émile),/;

export const cards = (page: Page): Locator => page.getByRole('main').getByRole('article');
export const strangers = (page: Page): Locator => cards(page).filter({ hasNotText: SHE_TALKS_TO });
