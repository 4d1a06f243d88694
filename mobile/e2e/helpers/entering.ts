import type { Person } from '../../../web/e2e/helpers/people';
import { expect, type Page } from './test';

/** From the page that presents the site, or from where a link led. */
export async function signIn(page: Page, person: Person): Promise<void> {
  const enter = page.getByRole('link', { name: 'Se connecter' }).first();
  const email = page.getByLabel('Adresse e-mail');
  await expect(async () => {
    if (!(await email.isVisible())) await enter.click({ timeout: 1_000 });
    await expect(email).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await email.fill(person.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(email).toBeHidden();
}
