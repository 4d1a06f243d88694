import type { Person } from './people';
import { expect, type Page } from './visitor';

/** The three steps after the sign-up. */
export async function introduce(page: Page, person: Person, bio: string): Promise<void> {
  await expect(page.getByText('Étape 1 sur 3')).toBeVisible();
  await page.getByLabel('Nom affiché').fill(person.name);
  await page.getByLabel('Ville').fill('Lyon');
  await page.getByRole('option', { name: /^Lyon/ }).first().click();
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.getByText('Étape 2 sur 3')).toBeVisible();
  await page.getByRole('radio', { name: /^Portrait 3 sur/ }).check();
  await page.getByLabel('Vos mots').fill(bio);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.getByText('Étape 3 sur 3')).toBeVisible();
  await page.getByRole('button', { name: 'Cuisine', exact: true }).click();
  await page.getByLabel('Avec vos propres mots').fill('tarte au citron');
  await page.getByRole('button', { name: 'Terminer' }).click();
}
