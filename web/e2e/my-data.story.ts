import { readFileSync } from 'node:fs';
import { enter } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep } from './helpers/looking';
import { aMan, PASSWORD } from './helpers/people';
import { expect, test } from './helpers/visitor';

test('he takes a copy of his data, deletes his account, and changes his mind', async ({ aBrowser }) => {
  const man = await aMan('Fulgence');
  const page = await aBrowser();
  await enter(page, man, '/compte');
  await page.getByRole('button', { name: 'Demander une copie de mes données' }).click();
  const copy = page.getByRole('link', { name: /^Télécharger ma copie/ });
  await expect(copy).toBeVisible();
  await copy.scrollIntoViewIfNeeded();
  await keep(page, 'my-data');
  await expectNoSideScroll(page);
  const [download] = await Promise.all([page.waitForEvent('download'), copy.click()]);
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
  ).toBe('PK');

  await page.getByRole('button', { name: 'Supprimer mon compte' }).click();
  const dialog = page.getByRole('dialog', { name: /^Supprimer votre compte/ });
  await dialog.getByLabel('Votre mot de passe, pour confirmer').fill('pas le bon mot de passe');
  await dialog.getByRole('button', { name: 'Supprimer mon compte' }).click();
  await expect(dialog.getByText('Ce n’est pas votre mot de passe.')).toBeVisible();
  await keep(page, 'my-data-leaving');
  await expectNoBarrier(page);
  await dialog.getByLabel('Votre mot de passe, pour confirmer').fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Supprimer mon compte' }).click();
  await expect(page.getByText(/^Votre compte sera effacé le/)).toBeVisible();

  await page.goto('/connexion');
  await page.getByLabel('Adresse e-mail').fill(man.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Ce compte sera effacé' })).toBeVisible();
  await keep(page, 'my-data-back');
  await page.getByRole('button', { name: 'Garder mon compte' }).click();
  await expect(page.getByText(/^Bon retour/)).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(man.name);
});
