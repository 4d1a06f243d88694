import { messages, thread } from './helpers/conversation';
import { aMan, aPost, aSubscribedWoman } from './helpers/people';
import { expect, test } from './helpers/visitor';

test('the keyboard alone signs in, takes the first step and sends a message', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  await aPost(man, 'Cherche quelqu’un qui tape sans regarder ses doigts.');
  const page = await aBrowser();
  await page.goto(`/connexion?suite=/hommes/${man.id}`);
  const reach = async (name: string | RegExp, role: 'button' | 'textbox' | 'link') => {
    const target = page.getByRole(role, { name }).filter({ visible: true }).first();
    await expect(target).toBeVisible();
    for (let presses = 0; presses < 40 && !(await target.evaluate((it) => it === document.activeElement)); presses++)
      await page.keyboard.press('Tab');
    await expect(target).toBeFocused();
  };
  await reach('Adresse e-mail', 'textbox');
  await page.keyboard.type(woman.email);
  await reach('Mot de passe', 'textbox');
  await page.keyboard.type(woman.password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/hommes\//);
  await reach('Répondre par un premier pas', 'button');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await reach('Votre première phrase', 'textbox');
  await page.keyboard.type('Même les accents.');
  await reach('Envoyer', 'button');
  await page.keyboard.press('Enter');
  await expect(thread(page, man.name)).toBeVisible();
  await reach(/^Votre message à/, 'textbox');
  await page.keyboard.type('Et les cédilles, ça va ?');
  await page.keyboard.press('Enter');
  await expect(messages(page).getByText('Et les cédilles, ça va ?', { exact: true })).toBeVisible();
});
