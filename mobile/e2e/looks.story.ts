import { expectNoSideScroll, settled } from '../../web/e2e/helpers/looking';
import { composer, messages, thread } from '../../web/e2e/helpers/conversation';
import { aFirstStep, aMan, aMessage, aSubscribedWoman } from '../../web/e2e/helpers/people';
import { signIn } from './helpers/entering';
import { expect, test } from './helpers/test';

/** What Android draws over the page: clock above, gestures below. */
const BARS = { top: 32, bottom: 24 };

const PHONES = {
  small: { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  large: { viewport: { width: 412, height: 915 }, colorScheme: 'light' },
} as const;

for (const [size, look] of Object.entries(PHONES)) {
  const { viewport, colorScheme } = look;
  test(`it fits a ${size} phone under its bars, ${colorScheme}`, async ({ aPhone }) => {
    const [woman, man] = await Promise.all([aSubscribedWoman('Louise'), aMan('Anatole', 'Je répare des vélos, et parfois des dimanches.')]);
    const conversation = await aFirstStep(woman, man, 'Bonjour Anatole, vous réparez aussi les lundis ?');
    await aMessage(man, conversation, 'Les lundis demandent plus d’outils. Un café d’abord ?');
    const phone = await aPhone(look);
    const page = await phone.start();
    await page.evaluate(({ top, bottom }) => {
      document.documentElement.style.setProperty('--safe-area-inset-top', `${top}px`);
      document.documentElement.style.setProperty('--safe-area-inset-bottom', `${bottom}px`);
    }, BARS);
    await settled(page);
    await phone.keep(page, `landing-${size}`);
    await signIn(page, woman);
    await expect.poll(() => phone.bars).toBe(colorScheme === 'dark' ? 'DARK' : 'LIGHT');
    for (const [name, path] of Object.entries({ discovery: '/decouvrir', conversations: '/conversations', account: '/compte' })) {
      await phone.follow(path);
      await expect(page).toHaveURL(`https://localhost${path}`);
      await settled(page);
      await expectNoSideScroll(page);
      await phone.keep(page, `${name}-${size}`);
    }
    await phone.follow(`/m/${conversation}`);
    await expect(thread(page, man.name)).toBeVisible();
    await settled(page);
    // Nothing one touches lies under the bars.
    const back = await page
      .getByRole('link', { name: 'Retour' })
      .or(page.getByRole('button', { name: 'Retour' }))
      .first()
      .boundingBox();
    expect(back?.y).toBeGreaterThanOrEqual(BARS.top - 1);
    const send = await page.getByRole('button', { name: 'Envoyer', exact: true }).boundingBox();
    expect((send?.y ?? 0) + (send?.height ?? 0)).toBeLessThanOrEqual(viewport.height - BARS.bottom + 1);
    await phone.keep(page, `conversation-${size}`);
    // The keyboard takes its half of the screen, and what was said last stays above the field.
    await page.setViewportSize({ ...viewport, height: 400 });
    await composer(page, man.name).focus();
    await expect(page.getByRole('button', { name: 'Envoyer', exact: true })).toBeInViewport({ ratio: 1 });
    await expect(messages(page).getByText(/Un café d’abord/)).toBeInViewport({ ratio: 1 });
    await phone.keep(page, `keyboard-${size}`);
  });
}
