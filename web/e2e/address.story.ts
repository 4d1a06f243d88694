import { signIn } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep } from './helpers/looking';
import { codeFor, mailsTo } from './helpers/mailbox';
import { aMan } from './helpers/people';
import { expect, test } from './helpers/visitor';

test('he changes his address by a code, and the former one takes the account back', async ({ aBrowser }) => {
  const man = await aMan('Évariste');
  const [before, after] = [man.email, `ailleurs-${man.email}`];
  const page = await aBrowser();
  await signIn(page, man, '/connexion?suite=/compte');
  const section = page.getByRole('region', { name: 'Adresse e-mail' });
  await section.getByRole('button', { name: 'Changer d’adresse' }).click();
  await expect(section.getByLabel('Nouvelle adresse e-mail')).toBeFocused();
  await section.getByLabel('Nouvelle adresse e-mail').fill(after);
  await section.getByLabel(/^Votre mot de passe/).fill('pas le bon du tout');
  await section.getByRole('button', { name: 'Recevoir un code' }).click();
  await expect(section.getByText('Ce n’est pas votre mot de passe.')).toBeVisible();
  await keep(page, 'address-form');
  await section.getByLabel(/^Votre mot de passe/).fill(man.password);
  await section.getByRole('button', { name: 'Recevoir un code' }).click();
  await expect(section.getByText(`Un message est en route vers ${after}.`)).toBeVisible();
  // What waits is found again, here or on another device.
  await page.reload();
  await expect(section.getByText(`Un message est en route vers ${after}.`)).toBeVisible();
  await section.scrollIntoViewIfNeeded();
  await keep(page, 'address-code');
  await expectNoBarrier(page);
  await expectNoSideScroll(page);
  await section.getByLabel('Code à six chiffres').fill(await codeFor(after));
  await expect(page.getByText('Votre adresse est changée.')).toBeVisible();
  await expect(page.getByRole('main')).toContainText(after);

  let link = '';
  await expect(async () => {
    link = (await mailsTo(before)).map(({ text }) => /\/adresse#\S+/.exec(text)?.[0]).find(Boolean) ?? '';
    expect(link).not.toBe('');
  }).toPass();
  const other = await aBrowser();
  await other.goto(link);
  await other.getByLabel('Nouveau mot de passe', { exact: true }).fill('encore une phrase que lui seul connaît');
  await keep(other, 'address-back');
  await expectNoBarrier(other);
  await other.getByRole('button', { name: 'Reprendre mon compte' }).click();
  await expect(other).toHaveURL(/\/espace/);
  await other.goto('/compte');
  await expect(other.getByRole('main')).toContainText(before);
  await page.reload();
  await expect(page).toHaveURL(/\/connexion/);
  await other.goto(link);
  await other.getByLabel('Nouveau mot de passe', { exact: true }).fill('et une troisième phrase');
  await other.getByRole('button', { name: 'Reprendre mon compte' }).click();
  await expect(other.getByText(/^Ce lien n’est plus valable/)).toBeVisible();
  await keep(other, 'address-over');
});
