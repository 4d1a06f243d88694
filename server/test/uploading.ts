import { ask } from './client.js';
import { drain, theHouse } from './harness.js';
import type { Person } from './people.js';

const MINE = 'id kind purpose status refusal progress alt caption shown { id width height duration blurhash color url(size: SMALL) film }';
export const CREATE = `mutation ($input: CreateUploadInput!) { createUpload(input: $input) { media { ${MINE} } form { url fields { name value } } parts { number start end done url } } }`;
export const RESUME = `mutation ($id: ID!) { resumeUpload(id: $id) { media { ${MINE} } form { url fields { name value } } parts { number start end done url } } }`;
export const COMPLETE = `mutation ($id: ID!) { completeUpload(id: $id) { ${MINE} } }`;
export const REMOVE = 'mutation ($id: ID!) { removeMedia(id: $id) { removedId } }';
export const MY_MEDIA = `{ myMedia { ${MINE} } }`;

export interface Mine {
  id: string;
  kind: 'PHOTO' | 'VIDEO';
  status: 'UPLOADING' | 'PROCESSING' | 'READY' | 'REJECTED';
  refusal: string | null;
  progress: number;
  alt: string;
  caption: string;
  shown: {
    id: string;
    width: number;
    height: number;
    duration: number | null;
    blurhash: string;
    color: string;
    url: string;
    film: string | null;
  } | null;
}

interface Described {
  kind?: string;
  purpose?: string;
  contentType?: string;
}

export interface Upload {
  media: Mine;
  form: { url: string; fields: { name: string; value: string }[] } | null;
  parts: { number: number; start: number; end: number; done: boolean; url: string }[] | null;
}

export async function createUpload(person: Person, input: Described & { size: number }): Promise<Upload> {
  const full = { kind: 'PHOTO', purpose: 'PROFILE', contentType: 'image/jpeg', ...input };
  return (await ask<{ createUpload: Upload }>(CREATE, { input: full }, person)).createUpload;
}

/** As a browser posts it: the fields of the form, then the file. */
export function postForm({ url, fields }: NonNullable<Upload['form']>, file: Buffer): Promise<Response> {
  const body = new FormData();
  for (const { name, value } of fields) body.append(name, value);
  body.append('file', new Blob([new Uint8Array(file)]));
  return fetch(url, { method: 'POST', body });
}

export const putPart = ({ url, start, end }: NonNullable<Upload['parts']>[number], file: Buffer): Promise<Response> =>
  fetch(url, { method: 'PUT', body: new Uint8Array(file.subarray(start, end)) });

/** Sends a file to the store, all of it, and says that it is there. */
export async function send(person: Person, file: Buffer, input: Described = {}): Promise<Mine> {
  const { media, form, parts } = await createUpload(person, { ...input, size: file.length });
  const answers = form ? [await postForm(form, file)] : await Promise.all((parts ?? []).map((part) => putPart(part, file)));
  for (const answer of answers) if (!answer.ok) throw new Error(`The store answered ${answer.status}: ${await answer.text()}`);
  return (await ask<{ completeUpload: Mine }>(COMPLETE, { id: media.id }, person)).completeUpload;
}

/** The same, until it has been looked at. */
export async function sent(person: Person, file: Buffer, input: Described = {}): Promise<Mine> {
  const { id } = await send(person, file, input);
  await drain();
  // The same call again says how far it is.
  return (await ask<{ completeUpload: Mine }>(COMPLETE, { id }, person)).completeUpload;
}

/** Fetches a picture or film as the app does, with its token. */
export const fetchAs = (person: { accessToken: string } | null, path: string, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${theHouse().url}${path}`, { headers: { ...(person && { authorization: `Bearer ${person.accessToken}` }), ...headers } });
