import { ask } from './helpers/api';
import { enter } from './helpers/entering';
import { expectNoBarrier, keep, settled } from './helpers/looking';
import { mailsTo } from './helpers/mailbox';
import { excludes, suspected } from './helpers/moderators';
import { aFirstStep, aMan, aSubscribedWoman, demo, provesNumber } from './helpers/people';
import { aPhotoSent } from './helpers/photos';
import { expect, test } from './helpers/visitor';

test('a moderator reads a report with the words it is about, decides, and its author is told', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const conversationId = await aFirstStep(woman, man, 'Bonjour !');
  await ask(
    'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }',
    { input: { conversationId, clientId: crypto.randomUUID(), text: 'Envoyez d’abord un virement.' } },
    man,
  );
  await aPhotoSent(woman, conversationId);
  const { report } = await ask<{ report: { caseNumber: string } }>(
    'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }',
    { input: { conversationId, reason: 'SCAM', words: 'Il demande de l’argent.' } },
    woman,
  );

  const page = await aBrowser();
  await enter(page, demo('moderation'));
  await expect(page).toHaveURL(/\/moderation$/);
  await page.getByRole('link', { name: report.caseNumber }).click();
  await expect(page.getByText('Envoyez d’abord un virement.')).toBeVisible();
  await expect(page.getByText('Il demande de l’argent.')).toBeVisible();
  // What she sent in it belongs to it.
  const photo = page.getByRole('listitem').getByRole('img', { name: 'Photo du dossier' });
  await expect.poll(() => photo.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await keep(page, 'evidence');
  await page.getByLabel('Décision').selectOption('Sans suite');
  await page.getByLabel('Les faits').fill('Une plaisanterie, relue deux fois.');
  await page.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
  await expect(page.getByText('La personne signalée n’en saura rien.')).toBeVisible();
  await page.getByRole('button', { name: 'Décider', exact: true }).click();
  await expect(page.getByText(`Dossier ${report.caseNumber} décidé.`)).toBeVisible();
  await expect(page.getByText('Une plaisanterie, relue deux fois.')).toBeVisible();
  await page.getByRole('link', { name: 'Tous les dossiers' }).click();
  await page.getByRole('tab', { name: 'Traités' }).click();
  await expect(page.getByRole('link', { name: report.caseNumber })).toBeVisible();

  await expect
    .poll(async () => (await mailsTo(woman.email)).filter(({ subject, text }) => `${subject} ${text}`.includes(report.caseNumber)).length)
    .toBe(2);
});

test('a number that an excluded account had is put before her, with the former case; dismissed, it is done with', async ({ aBrowser }) => {
  const [woman, former] = await Promise.all([aSubscribedWoman(), aMan('Isidore')]);
  const number = `+3361${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;
  await provesNumber(former, number);
  const { report } = await ask<{ report: { caseNumber: string } }>(
    'mutation ($id: ID!) { report(input: { userId: $id, reason: HARASSMENT }) { caseNumber } }',
    { id: former.id },
    woman,
  );
  await excludes(report.caseNumber);
  const again = await aMan('Désiré');
  await provesNumber(again, number);
  await suspected(again);

  const page = await aBrowser();
  await enter(page, demo('moderation'));
  await page.getByRole('link', { name: `${again.name} (homme), signalé par le site` }).click();
  await expect(page.getByText(/^Même numéro de téléphone qu’un compte exclu le/)).toBeVisible();
  await settled(page);
  await keep(page, 'evasion');
  await expectNoBarrier(page);
  await page.getByRole('link', { name: `dossier ${report.caseNumber}` }).click();
  await expect(page.getByText(`Dossier ${report.caseNumber}`)).toBeVisible();
  await page.goBack();
  // The former case has a part of that name, too: what is asked for is on the page that comes back.
  await page.getByRole('combobox', { name: 'Décision' }).selectOption('Sans suite');
  await page.getByLabel('Les faits').fill('Deux frères, un seul téléphone.');
  await page.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
  await expect(page.getByText('ce rapprochement ne reviendra pas.').last()).toBeVisible();
  await page.getByRole('button', { name: 'Décider', exact: true }).click();
  await expect(page.getByText('Deux frères, un seul téléphone.')).toBeVisible();
});

test('nobody else finds the list of reports', async ({ aBrowser }) => {
  const page = await aBrowser();
  await enter(page, demo('hugo'), '/moderation');
  await expect(page).toHaveURL(/\/espace$/);
});
