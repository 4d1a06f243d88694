import type { Locator, Page } from '@playwright/test';

/** Those with whom the demo woman Léa has a conversation; who comes first in a list changes every day. */
const SHE_TALKS_TO = /^(Hugo|Samir|Antoine|Karim|Noé|Émile),/;
/** Those of other stories, who may be suspended or gone the moment after. */
const OF_A_STORY = /^\p{L}+-[a-p]{6},/u;

export const cards = (page: Page): Locator => page.getByRole('main').getByRole('article');
export const strangers = (page: Page): Locator => cards(page).filter({ hasNotText: SHE_TALKS_TO }).filter({ hasNotText: OF_A_STORY });
