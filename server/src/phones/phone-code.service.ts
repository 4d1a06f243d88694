import type { ContactHashes } from '../accounts/index.js';
import { clock, days, hours, minutes, seconds } from '../platform/clock.js';
import { Sealer } from '../platform/crypto.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput, UserError } from '../platform/errors.js';
import type { Locale, Viewer } from '../platform/graphql/context.js';
import { newCode, newId } from '../platform/ids.js';
import type { SmsSender } from '../platform/sms/index.js';
import { COUNTRIES } from './countries.js';
import { isOffered, mobileNumber, type MobileNumber } from './number.js';
import { codeSms } from './phone.messages.js';
import type { PhoneCodePayload, PhoneCountry, PhoneNumberInput } from './phone.types.js';

export const CODE_LIFE = minutes(10);
export const PHONE_CODE_JOB = 'phones.send-code';
/** Who asks again sooner, as a double click does, gets the same code. */
const RESENT_AFTER = seconds(30);
/** To one number in a day, whoever asks: nobody's pocket is to buzz for others. */
const TO_A_NUMBER = 5;

export interface PhoneCodeParts {
  db: Database;
  contacts: ContactHashes;
  /** As `Passwords.hashCode`. */
  hashCode: (purposeId: string, code: string) => string;
  sms: SmsSender;
  /** Most in a day to the numbers of one country. */
  dailyMax: number;
  secret: string;
  siteUrl: string;
}

interface Asked {
  id: string;
  askedAt: Date;
}

/**
 * Codes by SMS. What depends on a number, or on who asked for it before, is decided in the job: the request answers alike, and as
 * fast, whatever number it is. The number waits sealed, and goes as soon as the SMS has.
 */
export class PhoneCodeService {
  private readonly sealer: Sealer;

  constructor(private readonly parts: PhoneCodeParts) {
    this.sealer = new Sealer(parts.secret);
  }

  countries(): PhoneCountry[] {
    return this.parts.sms ? COUNTRIES : [];
  }

  async request(viewer: Viewer, input: PhoneNumberInput): Promise<PhoneCodePayload> {
    const { country } = input;
    if (!this.parts.sms || !isOffered(country)) throw badInput({ country: 'We cannot write to numbers of this country.' });
    const number = mobileNumber(input.number, country);
    if (!number) throw badInput({ number: 'Not a mobile number we can write to.' });
    const { id, askedAt } = await this.parts.db.transaction((tx) => this.ask(tx, viewer, number));
    return { codeId: id, resendAt: new Date(askedAt.getTime() + RESENT_AFTER) };
  }

  private async ask(tx: Tx, viewer: Viewer, { e164, callingCode }: MobileNumber): Promise<Asked> {
    const now = clock.now();
    const hash = this.parts.contacts.hash('PHONE', e164);
    // Who asks twice at once waits for themselves; the count of a country must be right as well.
    await tx.query('SELECT 1 FROM users WHERE id = $1 FOR NO KEY UPDATE', [viewer.id]);
    const again = await tx.one<Asked>(
      `SELECT id, asked_at AS "askedAt" FROM (SELECT * FROM phone_codes WHERE user_id = $1 ORDER BY id DESC LIMIT 1) AS newest
       WHERE hash = $2 AND asked_at > $3 AND used_at IS NULL`,
      [viewer.id, hash, new Date(now.getTime() - RESENT_AFTER)],
    );
    if (again) return again;
    await this.assertNotTooMany(tx, callingCode, now);
    const id = newId();
    await tx.query(
      `INSERT INTO phone_codes (id, user_id, calling_code, hash, ends_with, sealed_number, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [id, viewer.id, callingCode, hash, e164.slice(-2), this.sealer.seal(e164), now],
    );
    await tx.enqueue(PHONE_CODE_JOB, { codeId: id });
    return { id, askedAt: now };
  }

  /** Whoever earns from SMS to far numbers can have no more of them than this. */
  private async assertNotTooMany(tx: Tx, callingCode: string, now: Date): Promise<void> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`phone codes: ${callingCode}`]);
    const full = await tx.one<{ askedAt: Date }>(
      `SELECT asked_at AS "askedAt" FROM phone_codes WHERE calling_code = $1 AND asked_at > $2 ORDER BY asked_at DESC OFFSET $3 LIMIT 1`,
      [callingCode, new Date(now.getTime() - days(1)), this.parts.dailyMax - 1],
    );
    if (!full) return;
    const retryAfter = Math.ceil((full.askedAt.getTime() + days(1) - now.getTime()) / 1_000);
    throw new UserError('RATE_LIMITED', undefined, { retryAfter });
  }

  /** The job. Nobody waits any more for one that is late, and whoever asked for a newer one gets that. */
  async send({ codeId }: { codeId: string }): Promise<void> {
    const { db, sms, hashCode, siteUrl } = this.parts;
    const now = clock.now();
    const asked = await db.one<{ sealed: string; locale: Locale; wanted: boolean }>(
      `SELECT c.sealed_number AS sealed, u.locale, c.asked_at > $2 AND u.status = 'ACTIVE'
         AND NOT EXISTS (SELECT 1 FROM phone_codes newer WHERE newer.user_id = c.user_id AND newer.id > c.id)
         AND (SELECT count(*) FROM phone_codes other WHERE other.hash = c.hash AND other.id <> c.id AND other.sent_at > $3) < ${TO_A_NUMBER} AS wanted
       FROM phone_codes c JOIN users u ON u.id = c.user_id WHERE c.id = $1 AND c.sealed_number IS NOT NULL`,
      [codeId, new Date(now.getTime() - CODE_LIFE), new Date(now.getTime() - days(1))],
    );
    const to = asked && this.sealer.open(asked.sealed);
    if (asked?.wanted && to && sms) {
      const code = newCode();
      await db.query('UPDATE phone_codes SET code_hash = $2, sent_at = $3 WHERE id = $1', [codeId, hashCode(codeId, code), now]);
      await sms.send({ to, text: codeSms(asked.locale, code, new URL(siteUrl).hostname), validFor: CODE_LIFE / 1_000 });
    }
    await db.query('UPDATE phone_codes SET sealed_number = NULL WHERE id = $1', [codeId]);
  }

  /** The job of every hour: a number that could not be written to goes as well, and with their day over, the rows that are counted. */
  async forget(): Promise<void> {
    const { db } = this.parts;
    const now = clock.now().getTime();
    await db.query('UPDATE phone_codes SET sealed_number = NULL WHERE sealed_number IS NOT NULL AND asked_at < $1', [
      new Date(now - hours(1)),
    ]);
    await db.query('DELETE FROM phone_codes WHERE asked_at < $1', [new Date(now - days(2))]);
  }
}
