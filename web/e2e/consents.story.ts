import { enter } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep, settled } from './helpers/looking';
import { aMan, aSubscribedWoman } from './helpers/people';
import { termsChangedFor } from './helpers/terms';
import { expect, type Page, test } from './helpers/visitor';

async function lookAt(page: Page, name: string): Promise<void> {
  await settled(page);
  await keep(page, name);
  await expectNoSideScroll(page);
  await expectNoBarrier(page);
}

test('she reads what changed before she goes on, and sees what she agreed to', async ({ aBrowser }) => {
  const woman = await aSubscribedWoman('Ondine');
  await termsChangedFor(woman);
  const page = await aBrowser();
  await enter(page, woman);
  await expect(page.getByRole('heading', { level: 1, name: 'Nos conditions ont changé' })).toBeVisible();
  await page.goto('/decouvrir');
  await expect(page).toHaveURL(/\/nouvelles-conditions$/);
  await lookAt(page, 'new-terms');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page.getByText('Ces deux accords sont nécessaires')).toBeVisible();
  for (const agreement of await page.getByRole('switch').all()) await agreement.click();
  await keep(page, 'new-terms-agreed');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await expect(page).toHaveURL(/\/decouvrir$/);

  await page.goto('/compte/consentements');
  await page.getByRole('button', { name: 'Donner mon accord' }).click();
  await expect(page.getByText('C’est noté.')).toBeVisible();
  await page.getByRole('button', { name: 'Retirer mon accord' }).click();
  const named = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'Votre prénom dans ses notifications' }) });
  await named.getByText('Historique').click();
  await expect(named.getByRole('listitem')).toHaveText([/^Retiré/, /^Accordé/]);
  await lookAt(page, 'consents');
});

test('he takes his consent back by one act, told before what follows, and gives it again by coming back', async ({ aBrowser }) => {
  const man = await aMan('Théodule');
  const page = await aBrowser();
  await enter(page, man, '/compte');
  await page.getByRole('link', { name: 'Mes consentements' }).click();
  await page.getByRole('button', { name: 'Retirer mon consentement' }).click();
  const dialog = page.getByRole('dialog', { name: /^Retirer votre consentement/ });
  await expect(dialog.getByText(/Dans 14 jours/)).toBeVisible();
  await keep(page, 'consent-withdrawing');
  await dialog.getByRole('button', { name: 'Retirer mon consentement' }).click();
  await expect(page.getByText(/^Votre consentement est retiré/)).toBeVisible();
  await page.goto('/connexion');
  await page.getByLabel('Adresse e-mail').fill(man.email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(man.password);
  await page.getByRole('button', { name: 'Se connecter', exact: true }).click();
  await expect(page.getByText(/consentir de nouveau/)).toBeVisible();
  await keep(page, 'consent-back');
  await page.getByRole('button', { name: 'Garder mon compte' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(man.name);
});
