import { buffer } from 'node:stream/consumers';

import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

import { readMail } from './mail.js';
import type { MailStore } from './store.js';

const MAX_BYTES = 10_000_000;

/** Accepts every mail, for whoever it is, and hands it to nobody but the store. */
export async function listenForMail(store: MailStore, port: number, host: string): Promise<{ stop(): Promise<void> }> {
  const server = new SMTPServer({
    banner: 'Premier Pas mailbox',
    size: MAX_BYTES,
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    closeTimeout: 1_000,
    onAuth: (_auth, _session, callback) => callback(null, { user: 'anyone' }),
    onData: (stream, session, callback) => {
      receive(store, stream, session).then(() => callback(), callback);
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  // From now on, errors are those of one connection: its client knows.
  server.removeAllListeners('error');
  server.on('error', () => undefined);
  return { stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

async function receive(store: MailStore, stream: SMTPServerDataStream, { envelope }: SMTPServerSession): Promise<void> {
  const raw = await buffer(stream);
  if (stream.sizeExceeded) throw Object.assign(new Error('This mail is too large.'), { responseCode: 552 });
  await store.add(
    await readMail(raw, {
      from: envelope.mailFrom ? envelope.mailFrom.address : '',
      to: envelope.rcptTo.map(({ address }) => address),
    }),
  );
}
