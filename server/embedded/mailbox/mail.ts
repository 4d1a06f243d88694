import { randomUUID } from 'node:crypto';

import PostalMime from 'postal-mime';

/** A caught mail or SMS, as the page and the JSON API show it. */
export interface Mail {
  kind: 'mail' | 'sms';
  id: string;
  /** When it was caught, ISO 8601 in UTC. */
  receivedAt: string;
  from: string;
  /** Everyone it was handed over for, hidden copies included, in lower case; of an SMS, the number. */
  to: string[];
  subject: string;
  text: string;
  html: string | null;
  attachments: { name: string; type: string; bytes: number }[];
}

export interface Envelope {
  from: string;
  to: string[];
}

export async function readMail(raw: Buffer, envelope: Envelope): Promise<Mail> {
  const parsed = await PostalMime.parse(raw);
  return {
    kind: 'mail',
    id: randomUUID(),
    receivedAt: new Date().toISOString(),
    from: parsed.from?.address ?? envelope.from,
    to: envelope.to.map(normalised),
    subject: parsed.subject ?? '',
    text: parsed.text ?? '',
    html: parsed.html ?? null,
    attachments: parsed.attachments.map(({ filename, mimeType, content }) => ({
      name: filename ?? '',
      type: mimeType,
      bytes: typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength,
    })),
  };
}

export function isFor(mail: Mail, address: string | undefined): boolean {
  return address === undefined || mail.to.includes(normalised(address));
}

function normalised(address: string): string {
  return address.trim().toLowerCase();
}
