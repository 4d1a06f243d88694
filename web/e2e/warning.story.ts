import { ask } from './helpers/api';
import { enter } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep, settled } from './helpers/looking';
import { anAdmin, decides } from './helpers/moderators';
import { aFirstStep, aMan, aSubscribedWoman } from './helpers/people';
import { expect, test } from './helpers/visitor';

test('a warning stays in sight until he says he read it, and leads to its reasons and back', async ({ aBrowser, isMobile }) => {
  const [woman, man, admin] = [await aSubscribedWoman(), await aMan('Casimir'), await anAdmin()];
  await aFirstStep(woman, man, 'Bonjour !');
  const { report } = await ask<{ report: { caseNumber: string } }>(
    'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }',
    { input: { userId: man.id, reason: 'SCAM' } },
    woman,
  );
  const decision = { outcome: 'WARN', rule: 'MONEY', facts: 'Une demande de virement.', text: 'Ici, personne ne demande d’argent.' };
  await decides(admin, report.caseNumber, decision);

  const page = await aBrowser();
  await enter(page, man);
  const banner = page.getByRole('complementary', { name: 'Décision de la modération' });
  await expect(banner).toBeVisible();
  await settled(page);
  await keep(page, 'warning');
  await expectNoSideScroll(page);
  await expectNoBarrier(page);
  await banner.getByRole('link', { name: 'Lire la décision' }).click();
  await expect(page.getByText(/Une demande de virement/)).toBeVisible();
  await page.goto('/compte/journal');
  await banner.getByRole('button', { name: 'J’ai lu' }).click();
  await expect(banner).toHaveCount(0);
  await keep(page, 'warning-read');
  if (isMobile) {
    await page.getByRole('link', { name: 'Compte', exact: true }).click();
    await expect(page).toHaveURL(/\/compte$/);
  }
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(banner).toHaveCount(0);
});
