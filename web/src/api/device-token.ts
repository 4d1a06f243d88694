import { platform } from '../platform';

const KEY = 'device-token';
let held: Promise<string | null> | undefined;

const read = async (): Promise<string | null> => (await platform.app?.secrets.get(KEY).catch(() => null)) ?? null;

/** Tells the server that somebody signed in on this device before, as a cookie does in a browser. It outlives the session. */
export const deviceToken = (): Promise<string | null> => (held ??= read());

export async function keepDeviceToken(token: string | null | undefined): Promise<void> {
  if (!token) return;
  held = Promise.resolve(token);
  await platform.app?.secrets.set(KEY, token);
}
