import './phone.events.js';
import type { ContactHashes } from '../accounts/index.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/db/database.js';
import type { Jobs } from '../platform/jobs.js';
import type { Mailer } from '../platform/mail.js';
import type { SmsSender } from '../platform/sms/index.js';
import { PhoneData } from './personal-data.js';
import { PHONE_CODE_JOB, PhoneCodeService } from './phone-code.service.js';
import { PhoneResolver } from './phone.resolver.js';
import { NUMBER_MOVED_JOB, PhoneService } from './phone.service.js';

export interface PhoneParts {
  config: Config;
  db: Database;
  jobs: Jobs;
  mailer: Mailer;
  sms: SmsSender;
  contacts: ContactHashes;
  hashCode: (purposeId: string, code: string) => string;
}

export function createPhones({ config, db, jobs, mailer, sms, contacts, hashCode }: PhoneParts) {
  const siteUrl = config.http.publicUrl;
  const codes = new PhoneCodeService({
    db,
    contacts,
    hashCode,
    sms,
    dailyMax: config.smsDailyMax,
    secret: config.secrets.pepper,
    siteUrl,
  });
  const phones = new PhoneService(db, contacts, hashCode, mailer, siteUrl);

  jobs.define(PHONE_CODE_JOB, (payload: { codeId: string }) => codes.send(payload));
  jobs.define(NUMBER_MOVED_JOB, (payload: { userId: string; endsWith: string }) => phones.tellFormer(payload));
  jobs.define('phones.forget-codes', () => codes.forget());
  jobs.schedule('phones.forget-codes', '29 * * * *');

  return { personalData: new PhoneData(db), resolvers: [new PhoneResolver(codes, phones)] };
}
