import { z } from 'zod';
import { seconds } from '../clock.js';
import type { Config } from '../config.js';

export interface Sms {
  /** E.164: `+33612345678`. */
  to: string;
  text: string;
  /** For how many seconds it is worth being delivered. */
  validFor: number;
}

const PATIENCE = seconds(10);

/** https://www.twilio.com/docs/usage/twilios-response: a refusal names its reason by number. */
const refusal = z.object({ code: z.number() });

/** Programmable Messaging by its REST API: three of its fields are what we use of an SDK of 21 MB. */
export class Twilio {
  private readonly address: string;
  private readonly authorization: string;
  private readonly sender: Record<string, string>;

  constructor({ account, token, from, apiUrl }: NonNullable<Config['sms']>) {
    this.address = `${apiUrl}/2010-04-01/Accounts/${account}/Messages.json`;
    this.authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;
    this.sender = from.startsWith('MG') ? { MessagingServiceSid: from } : { From: from };
  }

  /** Whether it was taken. A number that cannot be written to is not tried again; all else throws, for the job to try again. */
  async send({ to, text, validFor }: Sms): Promise<boolean> {
    const answer = await fetch(this.address, {
      method: 'POST',
      headers: { authorization: this.authorization },
      body: new URLSearchParams({ To: to, ...this.sender, Body: text, ValidityPeriod: String(validFor) }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const said: unknown = await answer.json().catch(() => null);
    if (answer.ok) return true;
    // Its words quote the number: only its own number for the reason may be told.
    const { code } = refusal.safeParse(said).data ?? { code: 0 };
    if (answer.status === 400 && OF_THE_NUMBER.has(code)) return false;
    throw new Error(`Twilio does not take an SMS: ${answer.status}, reason ${code}`);
  }
}

/** https://www.twilio.com/docs/api/errors: not a number, no SMS there, a region we do not write to, one who wants none. */
const OF_THE_NUMBER = new Set([21211, 21214, 21217, 21265, 21408, 21610, 21612, 21614]);
