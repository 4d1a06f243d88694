import type { DeviceFieldsFragment } from '../graphql/generated/graphql';
import { platform } from '../platform';
import { session } from '../session';
import type { PushOffer, Standing } from './this-device';

/** Whose notifications this phone asked for; and whether their session of now has said so. */
const OWNER = 'push.owner';
const SAID = 'push.said';

export async function standing({ android }: PushOffer): Promise<Standing> {
  const permission = await platform.app?.push.permission();
  if (!android || !permission || permission === 'absent') return 'unable';
  return permission === 'denied' ? 'denied' : 'able';
}

export async function turnOn(): Promise<DeviceFieldsFragment | null> {
  const push = platform.app?.push;
  if (!push || (await push.ask()) !== 'granted') return null;
  return register(await push.address());
}

export async function turnOff(): Promise<void> {
  platform.lasting.remove(OWNER);
  platform.lasting.remove(SAID);
  await platform.app?.push.forget();
}

/** What a notification leads to is followed by the shell, for it may be what started the app. */
export function attend(): void {
  // Another start will do.
  void keepOn().catch(() => undefined);
}

/**
 * A session that ended is told nothing more: the server forgets the phone with it, and the phone its address. Once in each
 * session the server is told again; not more often, for it may have been told elsewhere to leave this phone alone.
 */
export function installAppPush(): void {
  platform.app?.push.onAddress((address) => isMine() && void register(address).catch(() => undefined));
  session.onEnd(() => {
    platform.lasting.remove(SAID);
    void platform.app?.push.forget().catch(() => undefined);
  });
}

async function keepOn(): Promise<void> {
  const push = platform.app?.push;
  if (!push || !isMine() || platform.lasting.get(SAID) === session.me.value?.id) return;
  if ((await push.permission()) === 'granted') await register(await push.address());
}

async function register(address: string): Promise<DeviceFieldsFragment> {
  // The client of the API comes with the first page of somebody signed in, not with the start of the app.
  const { registerDevice } = await import('./register-device');
  const device = await registerDevice({ kind: 'ANDROID', address });
  const me = session.me.value?.id ?? '';
  platform.lasting.set(OWNER, me);
  platform.lasting.set(SAID, me);
  return device;
}

function isMine(): boolean {
  const owner = platform.lasting.get(OWNER);
  return owner !== null && owner === session.me.value?.id;
}
