import type { ChosenFile } from './photos';
import { expect, type Page } from './visitor';

export const thread = (page: Page, name: string) => page.getByRole('region', { name: `Conversation avec ${name}` });
export const messages = (page: Page) => page.getByRole('region', { name: 'Messages', exact: true });
export const attach = (page: Page) => page.getByRole('button', { name: 'Joindre des photos ou un film' });
export const chooseFiles = (page: Page, files: ChosenFile[] | string) => page.locator('input[type="file"]').setInputFiles(files);
export const submit = (page: Page) => page.getByRole('button', { name: 'Envoyer', exact: true }).click();
export const composer = (page: Page, name: string) => page.getByLabel(`Votre message à ${name}`);

export async function openConversation(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Conversations' }).first().click();
  // Where the conversation is open beside the list, its head is a link of the same name.
  await page
    .getByRole('link', { name: new RegExp(name) })
    .first()
    .click();
  await expect(thread(page, name)).toBeVisible();
}

export async function write(page: Page, name: string, text: string): Promise<void> {
  await composer(page, name).fill(text);
  await submit(page);
  await expect(composer(page, name)).toHaveValue('');
}

/** Exactly once on the screen. */
export async function expectMessage(page: Page, text: string): Promise<void> {
  await expect(messages(page).getByText(text, { exact: true })).toHaveCount(1);
}

/** The profile beside the messages on a wide screen, behind the name on a phone. */
export async function expectProfile(page: Page, name: string, isMobile: boolean): Promise<void> {
  if (isMobile)
    await thread(page, name)
      .getByRole('link', { name: new RegExp(name) })
      .click();
  await expect(
    page.getByRole('complementary', { name: `À propos de ${name}` }).getByRole('heading', { name: new RegExp(`^${name}, \\d\\d$`) }),
  ).toBeVisible();
}

/** Something of the menu « Signaler ou bloquer … » of a person. */
export async function choose(page: Page, name: string, action: string | RegExp): Promise<void> {
  await page
    .getByRole('button', { name: `Signaler ou bloquer ${name}` })
    .filter({ visible: true })
    .first()
    .click();
  await page.getByRole('menuitem', { name: action }).click();
}
