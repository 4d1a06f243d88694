import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';

import { z } from 'zod';

import type { MailStore } from './store.js';

/** Whose SMS are taken. */
export interface SmsAccount {
  account: string;
  token: string;
}

export interface SmsAnswer {
  status: number;
  body: object;
}

const NUMBER = /^\+[1-9]\d{7,14}$/;
const LONGEST = 1_600;

/** Of https://www.twilio.com/docs/messaging/api/message-resource what one needs to send words; a field that is not there is refused. */
const MESSAGE = z.strictObject({
  To: z.string().regex(NUMBER),
  From: z.string().min(3).optional(),
  MessagingServiceSid: z
    .string()
    .regex(/^MG\w{32}$/)
    .optional(),
  Body: z.string().min(1).max(LONGEST),
  ValidityPeriod: z.coerce.number().int().min(1).max(36_000).optional(),
});

/** https://www.twilio.com/docs/iam/test-credentials: numbers that are refused, each for a reason of its own. */
const REFUSED: Record<string, number> = { '+15005550001': 21211, '+15005550003': 21408, '+15005550004': 21610, '+15005550009': 21614 };

/** Takes an SMS as Twilio does, and hands it to nobody but the store. */
export async function takeSms(store: MailStore, { account, token }: SmsAccount, request: IncomingMessage): Promise<SmsAnswer> {
  const expected = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
  if (request.headers.authorization !== expected) return refusal(401, 20003, 'Authenticate');
  if (request.url !== `/2010-04-01/Accounts/${account}/Messages.json`) return refusal(404, 20404, 'The requested resource was not found');
  if (!request.headers['content-type']?.startsWith('application/x-www-form-urlencoded')) return refusal(400, 20001, 'Not a form');
  const form = MESSAGE.safeParse(Object.fromEntries(new URLSearchParams(await text(request))));
  if (!form.success) return refusal(400, form.error.issues.some(({ path }) => path[0] === 'To') ? 21211 : 20001, 'Not a message');
  const { To: to, From: from, MessagingServiceSid: service, Body: words } = form.data;
  if ((from === undefined) === (service === undefined)) return refusal(400, 21603, "A 'From' phone number is required");
  if (REFUSED[to]) return refusal(400, REFUSED[to], `'${to}' is refused`);
  await store.add({
    kind: 'sms',
    id: randomUUID(),
    receivedAt: new Date().toISOString(),
    from: from ?? service ?? '',
    to: [to],
    subject: '',
    text: words,
    html: null,
    attachments: [],
  });
  const sid = `SM${randomBytes(16).toString('hex')}`;
  return { status: 201, body: { sid, account_sid: account, to, from: from ?? null, body: words, status: 'queued', error_code: null } };
}

const refusal = (status: number, code: number, message: string): SmsAnswer => ({
  status,
  body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status },
});
