import { test as base } from '@playwright/test';
import { Phone } from './phone';

interface Phones {
  /** A phone of somebody, with our app on it and nobody signed in. */
  aPhone: (look?: Parameters<typeof Phone.withOurApp>[1]) => Promise<Phone>;
}

export const test = base.extend<Phones>({
  aPhone: async ({ browser }, use) => {
    const phones: Phone[] = [];
    await use(async (look) => {
      const phone = await Phone.withOurApp(browser, look);
      phones.push(phone);
      return phone;
    });
    for (const phone of phones) await phone.putAway();
  },
});

export { expect, type FileChooser, type Page } from '@playwright/test';
export { Phone };
