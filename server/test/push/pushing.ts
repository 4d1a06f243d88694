import { clock, seconds } from '../../src/platform/clock.js';
import { as } from '../client.js';
import { drain, theHouse } from '../harness.js';
import type { Person } from '../people.js';
import type { WebReceiver } from './web-receiver.js';

export const REGISTER = 'mutation ($input: RegisterDeviceInput!) { registerDevice(input: $input) { id kind name current } }';
export const DEVICES = '{ devices { id kind name current } }';
export const SETTLE = `mutation ($input: NotificationSettingsInput!) { updateNotificationSettings(input: $input) {
  muted quietHours { from to timeZone } showsMyName } }`;

export interface DeviceAnswer {
  id: string;
  kind: string;
  name: string;
  current: boolean;
}

/** A browser of this person that wants to be told. */
export async function aBrowser(receiver: WebReceiver, person: Person, locale: 'FR' | 'EN' = 'FR') {
  const browser = receiver.subscribe();
  const { registerDevice } = await as(person).ask<{ registerDevice: DeviceAnswer }>(REGISTER, { input: { ...browser.input, locale } });
  return Object.assign(browser, { id: registerDevice.id });
}

export const devicesOf = async (person: Person): Promise<DeviceAnswer[]> =>
  (await as(person).ask<{ devices: DeviceAnswer[] }>(DEVICES)).devices;

/** Lets time pass, and what is due be done. The queue counts by PostgreSQL's clock, which is taken along. */
export async function momentsLater(ms = seconds(60)): Promise<void> {
  clock.travel(ms);
  const sooner = `UPDATE pgboss.job SET start_after = start_after - make_interval(secs => $1) WHERE state IN ('created', 'retry')`;
  await theHouse().app.db.query(sooner, [ms / 1_000]);
  await drain();
}

/** Whether anything is still to be told, or on its way. */
export async function pending(): Promise<number> {
  const { app } = theHouse();
  const [row] = await app.db.query<{ n: number }>('SELECT count(*)::integer AS n FROM push_turns WHERE due_at IS NOT NULL');
  return row?.n ?? 0;
}
