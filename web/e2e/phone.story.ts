import { cards } from './helpers/discovery';
import { enter } from './helpers/entering';
import { expectNoBarrier, expectNoSideScroll, keep, settled } from './helpers/looking';
import { codeFor } from './helpers/mailbox';
import { aFirstStep, aMan, aSubscribedWoman } from './helpers/people';
import { expect, test } from './helpers/visitor';

const aNumber = (): string => `061${String(Math.floor(Math.random() * 1e7)).padStart(7, '0')}`;

test('he proves his number by an SMS, she finds him by it, and he takes it away again', async ({ aBrowser }) => {
  const [man, woman] = await Promise.all([aMan('Ferréol'), aSubscribedWoman('Apolline')]);
  const number = aNumber();
  const his = await aBrowser();
  await enter(his, man, '/compte');
  const section = his.getByRole('region', { name: 'Numéro de téléphone' });
  await section.getByRole('button', { name: 'Vérifier mon numéro' }).click();
  await section.getByLabel('Numéro de mobile').fill('01 42 68 53 00');
  await section.getByRole('button', { name: 'Recevoir un code par SMS' }).click();
  await expect(section.getByText(/^Ce n’est pas un numéro de mobile/)).toBeVisible();
  await keep(his, 'phone-number');
  await section.getByLabel('Numéro de mobile').fill(number);
  await section.getByRole('button', { name: 'Recevoir un code par SMS' }).click();
  await expect(section.getByText(`Un SMS est en route vers le ${number}.`)).toBeVisible();
  await expect(section.getByRole('button', { name: /^Renvoyer dans \d+/ })).toBeDisabled();
  await expect(section.getByLabel('Code reçu par SMS')).toBeFocused();

  const code = await codeFor(`+33${number.slice(1)}`);
  await section.getByLabel('Code reçu par SMS').fill(code === '000000' ? '000001' : '000000');
  await expect(section.getByText(/^Ce code n’est pas le bon/)).toBeVisible();
  await section.scrollIntoViewIfNeeded();
  await keep(his, 'phone-code');
  await expectNoBarrier(his);
  await section.getByLabel('Code reçu par SMS').fill(code);
  await expect(section.getByText(`Numéro vérifié, se terminant par ${number.slice(-2)}`)).toBeVisible();
  await keep(his, 'phone-verified');
  await expectNoSideScroll(his);

  const hers = await aBrowser();
  await enter(hers, woman, '/decouvrir?numero=verifie');
  await expect(hers.getByRole('button', { name: /Retirer le filtre.*Numéro vérifié/ })).toBeVisible();
  const his_card = cards(hers).filter({ hasText: man.name });
  await expect(his_card.getByRole('img', { name: 'Numéro vérifié' })).toBeVisible();
  await settled(hers);
  await keep(hers, 'phone-discovery');
  await his_card.getByRole('link').click();
  await expect(hers.getByRole('main').getByText('Numéro vérifié').first()).toBeVisible();
  const conversation = await aFirstStep(woman, man, 'Bonjour, on se connaît ?');
  await hers.goto(`/conversations/${conversation}`);
  await expect(hers.getByRole('img', { name: 'Numéro vérifié' }).first()).toBeVisible();
  await keep(hers, 'phone-conversation');

  await section.getByRole('button', { name: 'Retirer' }).click();
  await his.getByRole('dialog').getByRole('button', { name: 'Retirer' }).click();
  await expect(section.getByRole('button', { name: 'Vérifier mon numéro' })).toBeVisible();
});
