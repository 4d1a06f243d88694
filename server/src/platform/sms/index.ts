import type { Config } from '../config.js';
import { Twilio } from './twilio.js';

export type { Sms } from './twilio.js';

/** Called from jobs only, as the mail is. Null when the operator has no account: then no number can be proven. */
export type SmsSender = Pick<Twilio, 'send'> | null;

export const createSms = (config: Config['sms']): SmsSender => (config ? new Twilio(config) : null);
