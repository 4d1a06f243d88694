import { ask } from './helpers/api';
import { signIn } from './helpers/entering';
import { mailsTo } from './helpers/mailbox';
import { aFirstStep, aMan, aSubscribedWoman, demo } from './helpers/people';
import { expect, test } from './helpers/visitor';

test('a moderator reads a report with the words it is about, decides, and its author is told', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const conversationId = await aFirstStep(woman, man, 'Bonjour !');
  await ask(
    'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }',
    { input: { conversationId, clientId: crypto.randomUUID(), text: 'Envoyez d’abord un virement.' } },
    man,
  );
  const { report } = await ask<{ report: { caseNumber: string } }>(
    'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }',
    { input: { conversationId, reason: 'SCAM', words: 'Il demande de l’argent.' } },
    woman,
  );

  const page = await aBrowser();
  await signIn(page, demo('moderation'));
  await expect(page).toHaveURL(/\/moderation$/);
  await page.getByRole('button', { name: report.caseNumber }).click();
  const sheet = page.getByRole('dialog');
  await expect(sheet.getByText('Envoyez d’abord un virement.')).toBeVisible();
  await expect(sheet.getByText('Il demande de l’argent.')).toBeVisible();
  await sheet.getByLabel('Décision et raison').fill('Demande d’argent avérée.');
  await sheet.getByRole('button', { name: 'Marquer comme traité' }).click();
  await sheet.getByRole('button', { name: 'Oui, clore le dossier' }).click();
  await expect(page.getByText(`Dossier ${report.caseNumber} traité.`)).toBeVisible();
  await expect(page.getByRole('button', { name: report.caseNumber })).toHaveCount(0);
  await page.getByRole('tab', { name: 'Traités' }).click();
  await page.getByRole('button', { name: report.caseNumber }).click();
  await expect(sheet.getByText('Demande d’argent avérée.')).toBeVisible();

  await expect
    .poll(async () => (await mailsTo(woman.email)).filter(({ subject, text }) => `${subject} ${text}`.includes(report.caseNumber)).length)
    .toBe(2);
});

test('nobody else finds the list of reports', async ({ aBrowser }) => {
  const page = await aBrowser();
  await signIn(page, demo('hugo'));
  await page.goto('/moderation');
  await expect(page).toHaveURL(/\/espace$/);
});
