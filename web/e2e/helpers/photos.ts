import sharp from 'sharp';
import { ask } from './api';
import type { Signed } from './people';
import { expect, type Page } from './visitor';

/** A photo as a camera would make it, of a colour one can tell from the others. */
export async function aJpeg(name: string, color: string, { width = 1_200, height = 1_600 } = {}): Promise<ChosenFile> {
  const face = Buffer.from(
    `<svg width="${width}" height="${height}"><defs><linearGradient id="g" x2="0" y2="1"><stop stop-color="${color}"/><stop offset="1" stop-color="#1d1a26"/></linearGradient></defs>
      <rect width="100%" height="100%" fill="url(#g)"/><circle cx="50%" cy="36%" r="17%" fill="#f1ddc8"/><ellipse cx="50%" cy="92%" rx="36%" ry="38%" fill="#fbf8f4"/></svg>`,
  );
  return { name, mimeType: 'image/jpeg', buffer: await sharp(face).jpeg({ quality: 88 }).toBuffer() };
}

/** Lying on its side in the file, and standing upright for whoever reads how the telephone was held. */
export async function aSidewaysJpeg(name: string): Promise<ChosenFile> {
  const { buffer } = await aJpeg(name, '#b3402f', { width: 1_500, height: 2_200 });
  return { name, mimeType: 'image/jpeg', buffer: await sharp(buffer).rotate(-90).withMetadata({ orientation: 6 }).jpeg().toBuffer() };
}

/** They leave as they are, not framed. */
export async function asTheyAre(page: Page): Promise<void> {
  const sheet = page.getByRole('dialog', { name: 'Cadrer la photo' });
  await sheet
    .getByRole('button', { name: /^(Photo entière|Toutes entières)$/ })
    .first()
    .click();
}

export interface ChosenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A photo in a message of its own, sent from outside the browser. */
export async function aPhotoSent(by: Signed, conversationId: string): Promise<void> {
  const { buffer } = await aJpeg('envoi.jpg', '#3d6a8a');
  const { createUpload } = await ask<{
    createUpload: { media: { id: string }; form: { url: string; fields: { name: string; value: string }[] } };
  }>(
    'mutation ($input: CreateUploadInput!) { createUpload(input: $input) { media { id } form { url fields { name value } } } }',
    { input: { kind: 'PHOTO', purpose: 'MESSAGE', contentType: 'image/jpeg', size: buffer.length } },
    by,
  );
  const { media, form } = createUpload;
  const body = new FormData();
  for (const { name, value } of form.fields) body.append(name, value);
  body.append('file', new Blob([new Uint8Array(buffer)]));
  await fetch(form.url, { method: 'POST', body });
  const state = async () =>
    (await ask<{ completeUpload: { status: string } }>('mutation ($id: ID!) { completeUpload(id: $id) { status } }', { id: media.id }, by))
      .completeUpload.status;
  await expect.poll(state).toBe('READY');
  const input = { conversationId, clientId: crypto.randomUUID(), mediaIds: [media.id] };
  await ask('mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { id } } }', { input }, by);
}
