import { attach, choose, chooseFiles, composer, messages, submit, thread } from './helpers/conversation';
import { enter } from './helpers/entering';
import { expectLoaded, expectNoBarrier, expectNoSideScroll, keep } from './helpers/looking';
import { aFirstStep, aMan, aSubscribedWoman } from './helpers/people';
import { aJpeg } from './helpers/photos';
import { expect, test } from './helpers/visitor';

const OPENING = 'Bonjour, on commence par quoi ?';

test('he shows her a photo once she allows it; she sees it when she chooses to, and after a block no more', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const id = await aFirstStep(woman, man, OPENING);
  // The store lets in what a browser sends, and no header more.
  const [hers, his] = [await aBrowser({ bare: true }), await aBrowser({ bare: true })];
  await enter(his, man, `/conversations/${id}`);
  await enter(hers, woman, `/conversations/${id}`);
  await expect(messages(hers).getByText(OPENING)).toBeVisible();

  await attach(his).click();
  await expect(his.getByText(`${woman.name} n’a pas activé les photos dans cette conversation.`)).toBeVisible();
  await keep(his, 'talk-media-not-allowed');
  await expectNoBarrier(his);

  await choose(hers, man.name, 'Accepter ses photos');
  await expect(hers.getByText(`${man.name} peut vous envoyer des photos.`)).toBeVisible();
  await keep(hers, 'talk-media-allowed');
  await expect(his.getByText(`${woman.name} n’a pas activé les photos`)).toHaveCount(0);

  await chooseFiles(his, [await aJpeg('marche.jpg', '#b3402f'), await aJpeg('velo.jpg', '#2f63b3', { width: 1_600, height: 1_100 })]);
  await his.getByLabel('Description de la pièce 1').fill('Un visage sur fond rouge');
  await composer(his, woman.name).fill('Le marché, ce matin.');
  await keep(his, 'talk-media-chosen');
  await expectNoSideScroll(his);
  await submit(his);
  await expect(messages(his).getByRole('button', { name: 'Agrandir\u202f: Un visage sur fond rouge' })).toBeVisible();
  await keep(his, 'talk-media-sent');

  const covered = messages(hers).getByRole('button', { name: `Photo de ${man.name}, floutée. La découvrir` });
  await expect(covered).toHaveCount(2);
  await expect(messages(hers).locator('img[src^="/media/"]')).toHaveCount(0);
  await keep(hers, 'talk-media-covered');
  await expectNoBarrier(hers);
  await covered.first().focus();
  await hers.keyboard.press('Enter');
  const photo = messages(hers).getByRole('button', { name: 'Agrandir\u202f: Un visage sur fond rouge' });
  await expect(photo).toBeFocused();
  await expectLoaded(photo.locator('img'));
  await keep(hers, 'talk-media-seen');
  await hers.keyboard.press('Enter');
  const large = hers.getByRole('dialog', { name: `Photos de ${man.name}` });
  await expectLoaded(large.getByRole('img', { name: 'Un visage sur fond rouge' }));
  await keep(hers, 'talk-media-large');
  await hers.keyboard.press('Escape');
  await expect(large).toHaveCount(0);
  await expect(covered).toHaveCount(1);

  const picture = await photo.locator('img').getAttribute('src');
  await choose(hers, man.name, 'Ne plus recevoir ses photos');
  await expect(messages(hers).getByText('2 photos masquées')).toHaveCount(1);
  await keep(hers, 'talk-media-hidden');
  await messages(hers).getByRole('button', { name: 'Accepter ses photos' }).click();
  await expect(photo).toBeVisible();

  await choose(hers, man.name, /^Bloquer/);
  await hers
    .getByRole('dialog')
    .getByRole('button', { name: `Bloquer ${man.name}` })
    .click();
  await expect(hers).toHaveURL(/\/conversations$/);
  const status = () =>
    hers
      .context()
      .request.get(new URL(String(picture), hers.url()).href)
      .then((answer) => answer.status());
  await expect.poll(status).toBe(404);
});

test('a photo that was on its way is not lost with the page, and arrives once', async ({ aBrowser }) => {
  const [woman, man] = await Promise.all([aSubscribedWoman(), aMan()]);
  const id = await aFirstStep(woman, man, OPENING);
  // The store lets in what a browser sends, and no header more.
  const [hers, his] = [await aBrowser({ bare: true }), await aBrowser({ bare: true })];
  await enter(his, man, `/conversations/${id}`);
  await enter(hers, woman, `/conversations/${id}`);
  await expect(messages(hers).getByText(OPENING)).toBeVisible();
  const toTheStore = (url: URL) => url.origin !== new URL(String(process.env.SITE_URL)).origin;
  await hers.route(toTheStore, (route) => route.abort('internetdisconnected'));
  await chooseFiles(hers, [await aJpeg('vert.jpg', '#3f7a55')]);
  await submit(hers);
  await expect(messages(hers).getByText('Connexion perdue, l’envoi reprendra.')).toBeVisible();
  await composer(hers, man.name).fill('Et ces mots n’attendent pas.');
  await submit(hers);
  await expect(messages(his).getByText('Et ces mots n’attendent pas.')).toBeVisible();
  await keep(hers, 'talk-media-lost');
  await hers.unroute(toTheStore);
  await hers.reload();
  await expect(messages(his).getByRole('button', { name: `Photo de ${woman.name}, floutée. La découvrir` })).toHaveCount(1);
  await expect(thread(hers, man.name).getByRole('button', { name: 'Agrandir\u202f: Photo' })).toHaveCount(1);
});
