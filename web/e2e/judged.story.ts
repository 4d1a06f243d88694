import { enter, signIn } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep, settled } from './helpers/looking';
import { mailsTo } from './helpers/mailbox';
import { aModerator, anAdmin } from './helpers/moderators';
import { aFirstStep, aMan, aMessage, aPost, aSubscribedWoman } from './helpers/people';
import { expect, type Page, test } from './helpers/visitor';

async function lookAt(page: Page, name: string): Promise<void> {
  await settled(page);
  await keep(page, name);
  await expectNoSideScroll(page);
  await expectNoBarrier(page);
}

test('she reports, a moderator suspends with reasons, he contests, another moderator answers, and all are told', async ({ aBrowser }) => {
  test.slow();
  const [woman, man, admin] = [await aSubscribedWoman(), await aMan('Barnabé', 'Je répare des vélos.'), await anAdmin()];
  await aPost(man, 'Vends montre, paiement d’avance.');
  const conversationId = await aFirstStep(woman, man, 'Bonjour, vous réparez aussi les cœurs ?');
  await aMessage(man, conversationId, 'Seulement les vélos.');
  await aMessage(man, conversationId, 'Envoyez d’abord un virement.');
  const moderator = await aModerator(admin);

  // She points at one message.
  const hers = await aBrowser();
  await enter(hers, woman, `/conversations/${conversationId}`);
  await hers
    .getByRole('button', { name: `Signaler ou bloquer ${man.name}` })
    .first()
    .click();
  await hers.getByRole('menuitem', { name: 'Signaler' }).click();
  const dialog = hers.getByRole('dialog');
  await dialog.getByRole('radio', { name: 'Arnaque, demande d’argent' }).check();
  await dialog.getByText('Messages', { exact: true }).click();
  await dialog.getByRole('checkbox', { name: /virement/ }).check();
  await expect(dialog.getByRole('checkbox')).toHaveCount(2);
  await keep(hers, 'report-messages');
  await dialog.getByRole('button', { name: 'Envoyer le signalement' }).click();
  await expect(dialog.getByText('Numéro de dossier')).toBeVisible();
  const caseNumber = (await dialog.getByText(/^PP-/).textContent()) ?? '';
  await hers.goto('/compte/signalements');
  await expect(hers.getByText('Reçu, bientôt lu')).toBeVisible();
  await lookAt(hers, 'my-reports');

  // A moderator takes the case, sees what she pointed at, and suspends him.
  const desk = await aBrowser();
  await enter(desk, moderator);
  await expect(desk).toHaveURL(/\/moderation$/);
  await lookAt(desk, 'console-queue');
  await desk.getByRole('link', { name: caseNumber }).click();
  await expect(desk.getByText('Message signalé')).toBeVisible();
  await expect(desk.getByText('Vends montre, paiement d’avance.')).toBeVisible();
  await desk.getByRole('button', { name: 'Prendre ce dossier' }).click();
  await expect(desk.getByRole('button', { name: 'Laisser aux autres' })).toBeVisible();
  await desk.getByLabel('Décision').selectOption('Suspension d’une semaine');
  await desk.getByLabel('Règle enfreinte').selectOption('5. Argent, arnaque, publicité');
  await desk.getByLabel('Les faits').fill('Vous avez demandé un virement dans une conversation.');
  await desk.getByLabel('Ce que vous lui dites').fill('Ici, personne ne demande d’argent.');
  await lookAt(desk, 'console-case');
  await desk.getByRole('button', { name: 'Relire avant d’envoyer' }).click();
  await expect(desk.getByText(/Votre compte est suspendu pendant une semaine, jusqu’au/)).toBeVisible();
  await desk.getByRole('button', { name: 'Décider', exact: true }).click();
  await expect(desk.getByText(`Dossier ${caseNumber} décidé.`)).toBeVisible();

  // He signs in, reads why and nothing else, and contests.
  const his = await aBrowser();
  await signIn(his, man);
  await expect(his).toHaveURL(/\/decisions$/);
  await expect(his.getByRole('heading', { name: 'Compte suspendu une semaine' })).toBeVisible();
  await expect(his.getByText(/Vous avez demandé un virement/)).toBeVisible();
  await expect(his.getByRole('button', { name: 'Demander une copie de mes données' })).toBeVisible();
  await expect(his.getByRole('button', { name: 'Supprimer mon compte' })).toBeVisible();
  await lookAt(his, 'sanction');
  await his.getByRole('button', { name: 'Contester cette décision' }).click();
  await his.getByLabel('Pourquoi cette décision est-elle une erreur').fill('C’était une plaisanterie entre nous.');
  await his.getByRole('button', { name: 'Envoyer ma contestation' }).click();
  await expect(his.getByText(/en attente de réponse/)).toBeVisible();

  // Who decided may not answer; the admin may.
  await desk.goto('/moderation?etat=contestations');
  await expect(desk.getByText('Vous avez pris cette décision. Quelqu’un d’autre doit répondre.')).toBeVisible();
  const office = await aBrowser();
  await enter(office, admin, '/moderation?etat=contestations');
  const appeal = office.getByRole('article', { name: new RegExp(man.name) });
  await appeal.getByLabel('Votre réponse').fill('La suite de la conversation le confirme.');
  await lookAt(office, 'console-appeals');
  await appeal.getByRole('button', { name: 'Annuler la décision' }).click();
  await expect(appeal.getByText('Décision annulée.')).toBeVisible();
  await office.getByRole('tab', { name: 'Équipe' }).click();
  await expect(office.getByText(moderator.email)).toBeVisible();
  await lookAt(office, 'console-team');

  // He is told, and back; so is she, and only that it was decided.
  await his.reload();
  await expect(his.getByText(/Contestation acceptée/)).toBeVisible();
  await his.goto('/espace');
  await expect(his).toHaveURL(/\/espace$/);
  await expect.poll(async () => (await mailsTo(man.email)).map(({ subject }) => subject)).toContain('Votre contestation est acceptée');
  await hers.reload();
  await expect(hers.getByText(/Décidé/)).toBeVisible();
});

test('she sees who can see her, closes the door, blocks and unblocks', async ({ aBrowser }) => {
  const [woman, man, other] = [await aSubscribedWoman('Solène'), await aMan('Côme'), await aMan('Gaspard')];
  for (const each of [man, other]) await aFirstStep(woman, each, 'Bonjour !');
  const page = await aBrowser();
  await enter(page, woman, '/compte');
  await page.getByRole('link', { name: 'Qui peut me voir' }).click();
  await expect(page.getByText(man.name)).toBeVisible();
  await lookAt(page, 'visibility');
  await page.getByRole('button', { name: `Fermer la conversation avec ${man.name}` }).click();
  await expect(page.getByText(man.name)).toHaveCount(0);
  await page.goto(`/hommes/${other.id}`);
  await page
    .getByRole('button', { name: `Signaler ou bloquer ${other.name}` })
    .filter({ visible: true })
    .first()
    .click();
  await page.getByRole('menuitem', { name: 'Bloquer' }).click();
  await page.getByRole('button', { name: `Bloquer ${other.name}`, exact: true }).click();
  await page.goto('/compte/bloques');
  await expect(page.getByText(other.name)).toBeVisible();
  await lookAt(page, 'blocked');
  await page.getByRole('button', { name: `Débloquer ${other.name}` }).click();
  await expect(page.getByText('Vous n’avez bloqué personne')).toBeVisible();
  await page.goto('/compte/journal');
  await expect(page.getByText('Vous avez débloqué quelqu’un')).toBeVisible();
  await lookAt(page, 'journal');
});
