export { bootMailbox, type Mailbox, type MailboxOptions } from './mailbox.js';
export type { Mail } from './mail.js';
export type { SmsAccount } from './sms.js';
export type { WaitOptions } from './store.js';
