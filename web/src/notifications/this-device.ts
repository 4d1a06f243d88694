import type { DeviceFieldsFragment, NotificationsQuery } from '../graphql/generated/graphql';
import * as appPush from './app-push';
import * as browserPush from './browser-push';

/** What may come of it here: `install` is an iPhone, which tells only what stands on its home screen. */
export type Standing = 'able' | 'denied' | 'install' | 'unable';
export type PushOffer = Pick<NotificationsQuery['pushOffer'], 'webKey' | 'android'>;

/** How this device is told, be it a browser or a phone with the app. */
export interface DevicePush {
  standing(offer: PushOffer): Promise<Standing>;
  /** Asks the person, then the device, then the server. Answers null when the person said no. */
  turnOn(offer: PushOffer): Promise<DeviceFieldsFragment | null>;
  /** The server has forgotten this device; now the device forgets the server. */
  turnOff(): Promise<void>;
  /** While somebody is signed in: keeps the device known to the server, and goes where a notification leads. */
  attend(go: (path: string) => void): void;
}

export const thisDevice: DevicePush = __APP__ ? appPush : browserPush;
