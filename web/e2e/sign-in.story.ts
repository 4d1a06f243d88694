import { signIn, signUp } from './helpers/entering';
import { codeFor } from './helpers/mailbox';
import { anAccount, someoneNew } from './helpers/people';
import { expect, test } from './helpers/visitor';

test('a visitor sees what the house is, and nobody who lives in it', async ({ aBrowser }) => {
  const page = await aBrowser();
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.getByRole('link', { name: 'Je suis une femme' }).first().click();
  await expect(page).toHaveURL(/\/inscription/);
  await page.goto('/decouvrir');
  await expect(page).toHaveURL(/\/connexion\?suite=/);
});

test('a new account begins with a code from the mailbox and leads to the welcome', async ({ aBrowser }) => {
  const page = await aBrowser();
  await signUp(page, someoneNew('Ondine'), 'Une femme');
  await expect(page).toHaveURL(/\/bienvenue/);
});

test('a wrong password and an unknown address are told the same', async ({ aBrowser }) => {
  const woman = await anAccount('WOMAN', 'Sidonie');
  const page = await aBrowser();
  for (const email of [woman.email, someoneNew('Personne').email]) {
    await page.goto('/connexion');
    await page.getByLabel('Adresse e-mail').fill(email);
    await page.getByLabel('Mot de passe', { exact: true }).fill('pas celui-ci');
    await page.getByRole('button', { name: 'Se connecter' }).click();
    await expect(page.getByText('L’adresse ou le mot de passe ne correspond pas.')).toBeVisible();
    await expect(page.getByLabel('Adresse e-mail')).toHaveValue(email);
  }
});

test('a forgotten password is replaced by a code, and the former one is worth nothing', async ({ aBrowser }) => {
  const woman = await anAccount('WOMAN', 'Solène');
  const page = await aBrowser();
  const former = await codeFor(woman.email);
  await page.goto('/connexion');
  await page.getByRole('link', { name: 'Mot de passe oublié' }).click();
  await page.getByLabel('Adresse e-mail').fill(woman.email);
  await page.getByRole('button', { name: 'Recevoir un code' }).click();
  await expect.poll(() => codeFor(woman.email)).not.toBe(former);
  await page.getByLabel('Code à six chiffres').fill(await codeFor(woman.email));
  await page.getByLabel('Nouveau mot de passe').fill('encore une longue phrase');
  await page.getByRole('button', { name: 'Changer le mot de passe' }).click();
  await expect(page).toHaveURL(/\/decouvrir/);

  const elsewhere = await aBrowser();
  await elsewhere.goto('/connexion');
  await elsewhere.getByLabel('Adresse e-mail').fill(woman.email);
  await elsewhere.getByLabel('Mot de passe', { exact: true }).fill(woman.password);
  await elsewhere.getByRole('button', { name: 'Se connecter' }).click();
  await expect(elsewhere.getByText('ne correspond pas')).toBeVisible();
  await signIn(elsewhere, { ...woman, password: 'encore une longue phrase' });
});
