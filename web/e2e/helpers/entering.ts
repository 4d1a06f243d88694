import { codeFor } from './mailbox';
import type { Person } from './people';
import { anAddress, expect, type Page } from './visitor';

/** From the landing page to a proven address. */
export async function signUp(page: Page, person: Person, role: 'Une femme' | 'Un homme'): Promise<void> {
  await page.goto('/inscription');
  await page.getByRole('radio', { name: role }).check();
  await page.getByLabel('Adresse e-mail').fill(person.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(person.password);
  await page.getByLabel('Jour').fill('17');
  await page.getByLabel('Mois').selectOption('5');
  await page.getByLabel('Année').fill('1990');
  for (const consent of await page.getByRole('checkbox').all()) await consent.check();
  await page.getByRole('button', { name: 'Créer mon compte' }).click();
  await expect(page.getByRole('heading', { name: 'Un code vous attend' })).toBeVisible();
  await page.getByLabel('Code à six chiffres').fill(await codeFor(person.email));
}

export async function signIn(page: Page, person: Person, path = '/connexion'): Promise<void> {
  await page.goto(path);
  await page.getByLabel('Adresse e-mail').fill(person.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(person.password);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page).not.toHaveURL(/\/connexion/);
}

/** Somebody who signed in here before: the API gives this browser its session, and the page of the sign-in is spared. */
export async function enter(page: Page, { email, password }: Person, path = '/connexion'): Promise<void> {
  const context = page.context();
  const query = 'mutation ($input: SignInInput!) { signIn(input: $input) { me { id } } }';
  const answer = await context.request.post('/graphql', {
    data: { query, variables: { input: { email, password } } },
    headers: { 'x-forwarded-for': anAddress() },
  });
  expect(await answer.json()).not.toHaveProperty('errors');
  const { cookies } = await context.storageState();
  const localStorage = [{ name: 'pp.session', value: '1' }];
  await context.setStorageState({ cookies, origins: [{ origin: String(process.env.SITE_URL), localStorage }] });
  await page.goto(path);
}
