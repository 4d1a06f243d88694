import { newId, platform } from '../platform';

interface Kept {
  token: string;
  /** Of a renewal whose answer is not kept yet: asked again with it, the server gives the same answer again. */
  attempt?: string;
}

const KEY = 'refresh-token';

async function read(): Promise<Kept | null> {
  const text = await platform.app?.secrets.get(KEY);
  return text ? (JSON.parse(text) as Kept) : null;
}

const write = async (kept: Kept) => platform.app?.secrets.set(KEY, JSON.stringify(kept));

/** What the app says to renew its session, however often it was killed while it did. A browser says nothing. */
export async function refreshVariables(): Promise<{ refreshToken?: string; attempt?: string }> {
  const kept = await read();
  if (!kept) return {};
  const { token, attempt = newId() } = kept;
  await write({ token, attempt });
  return { refreshToken: token, attempt };
}

export async function keepRefreshToken(token: string | null | undefined): Promise<void> {
  if (token) await write({ token });
}

export async function forgetRefreshToken(): Promise<void> {
  await platform.app?.secrets.remove(KEY);
}
