import type { Config } from '../config.js';
import { Fcm } from './fcm.js';
import { WebPush } from './web-push.js';

export type { AndroidMessage } from './fcm.js';
export type { PushOutcome } from './push.js';
export type { WebAddress, WebMessage } from './web-push.js';

/** The two ways to somebody who is not here: browsers always, phones when the operator has an account at Firebase. */
export interface Push {
  web: WebPush;
  android: Fcm | null;
}

export const createPush = (config: Config['push']): Push => ({
  web: new WebPush(config),
  android: config.fcm ? new Fcm(config.fcm, config.fcmApiUrl) : null,
});
