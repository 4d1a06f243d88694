import { randomUUID } from 'node:crypto';

import { refuseInProduction } from '../local-only.js';
import { freePort } from '../ports.js';
import type { Mail } from './mail.js';
import type { SmsAccount } from './sms.js';
import { listenForMail } from './smtp.js';
import { MailStore, type WaitOptions } from './store.js';
import { listenForReaders } from './web.js';

export interface MailboxOptions {
  /** The ports to prefer; the next free ones are taken when they are busy. 0: any. */
  smtpPort?: number;
  httpPort?: number;
  /** Where mails survive a restart; without it they live in memory. */
  storeFile?: string;
  /** Who may send SMS. */
  sms?: SmsAccount;
}

export interface Mailbox {
  /** Where to send mail: smtp://127.0.0.1:1025. */
  smtpUrl: string;
  /** Where to read it: the page, and `GET /api/messages?to=` beside it. Twilio's API for SMS answers there as well. */
  url: string;
  /** Newest first; with an address or number, only those it got. */
  messages(to?: string): Mail[];
  waitFor(to: string, options?: WaitOptions): Promise<Mail>;
  clear(): Promise<void>;
  stop(): Promise<void>;
}

const HOST = '127.0.0.1';

/** For those who send none over the network: nobody else has this token. */
const nobody = (): SmsAccount => ({ account: `AC${'0'.repeat(32)}`, token: randomUUID() });

/** Boots an SMTP server and a receiver of SMS on the loopback interface that keep every message, with a page to read them. */
export async function bootMailbox({ smtpPort = 1025, httpPort = 8025, storeFile, sms = nobody() }: MailboxOptions = {}): Promise<Mailbox> {
  refuseInProduction('mailbox');
  const store = new MailStore(storeFile);
  await store.load();
  const { port: smtp } = await freePort(smtpPort, { host: HOST });
  const mail = await listenForMail(store, smtp, HOST);
  const { port: http } = await freePort(httpPort, { host: HOST });
  const page = await listenForReaders(store, sms, http, HOST);
  return {
    smtpUrl: `smtp://${HOST}:${smtp}`,
    url: `http://${HOST}:${http}`,
    messages: (to) => store.list(to),
    waitFor: (to, options) => store.waitFor(to, options),
    clear: () => store.clear(),
    stop: async () => {
      await Promise.all([mail.stop(), page.stop()]);
      await store.close();
    },
  };
}
