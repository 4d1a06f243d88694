import './account.events.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/db/database.js';
import type { EventBus } from '../platform/events.js';
import type { Jobs } from '../platform/jobs.js';
import { KeyedHashes } from '../platform/keyed-hash.js';
import type { Mailer } from '../platform/mail.js';
import type { Metrics } from '../platform/metrics/metrics.js';
import { EVERYWHERE, type PubSub } from '../platform/pubsub.js';
import { AccountResolver } from './account.resolver.js';
import { AccountService } from './account.service.js';
import { ConsentResolver } from './consent.resolver.js';
import { ConsentService } from './consent.service.js';
import { ContactHashes } from './contact-hashes.js';
import { Disposable } from './disposable.js';
import { EmailChangeResolver } from './email-change.resolver.js';
import { EMAIL_CODE_JOB, EmailChangeService } from './email-change.service.js';
import { EMAIL_CHANGED_JOB, EMAIL_LEFT_JOB, EMAIL_RETURNED_JOB, EmailReturnService, RETURNABLE } from './email-return.service.js';
import { LEAVING_JOB, LeavingService } from './leaving.service.js';
import { PASSWORD_CHANGED_JOB, PasswordResetService, RESET_CODE_JOB } from './password-reset.service.js';
import { OwnPassword } from './own-password.js';
import { PasswordReset } from './password-reset.entity.js';
import { Passwords } from './password.service.js';
import { PendingSignUp } from './pending-sign-up.entity.js';
import { AccountData } from './personal-data.js';
import { SessionRow } from './session.entity.js';
import { SessionService, TOKEN_REUSED_JOB } from './session.service.js';
import { SignInBrakes } from './sign-in-brakes.js';
import { SIGN_UP_CODE_JOB, SignUpService } from './sign-up.service.js';
import { Tokens } from './tokens.js';
import { User } from './user.entity.js';

export { ageOn, isAdult } from './age.js';
export type { ContactHashes, ContactKind } from './contact-hashes.js';
export { IsAddress } from './email-argument.js';
export { fileViewer } from './file-viewer.js';
export { Me, LocaleEnum, RoleEnum } from './account.types.js';
export { noteConsent, noteSignUp } from './consents.js';
export { LEGAL_VERSIONS, sayWhatIsUnsaid } from './legal.js';
export { emailKey, toMe } from './me.js';
export { User } from './user.entity.js';
export type { Tokens } from './tokens.js';

export const accountEntities = [User, PendingSignUp, PasswordReset, SessionRow];

export interface AccountParts {
  config: Config;
  db: Database;
  jobs: Jobs;
  mailer: Mailer;
  events: EventBus;
  pubsub: PubSub;
  metrics: Metrics;
}

export function createAccounts({ config, db, jobs, mailer, events, pubsub, metrics }: AccountParts) {
  const tokens = new Tokens(config.secrets.token);
  const passwords = new Passwords(config.secrets.pepper, config.passwordCost);
  const brakes = new SignInBrakes(db);
  const sessions = new SessionService(db, tokens, passwords, brakes, mailer, config.http.publicUrl, metrics);
  const disposable = new Disposable(config.emailDomains);
  const own = new OwnPassword(db, passwords, brakes);
  const contacts = new ContactHashes(db, new KeyedHashes(config.secrets.pepper));
  const signUps = new SignUpService(db, passwords, sessions, mailer, config.http.publicUrl, disposable);
  const leaving = new LeavingService(db, own, sessions, mailer, config.http.publicUrl);
  const resets = new PasswordResetService(db, passwords, sessions, leaving, mailer, config.http.publicUrl);
  const accounts = new AccountService(db);
  const changes = new EmailChangeService(db, own, passwords, contacts, disposable, mailer, config.http.publicUrl);
  const returns = new EmailReturnService(db, passwords, contacts, sessions, leaving, mailer, config.http.publicUrl);

  jobs.define(SIGN_UP_CODE_JOB, (payload: { signUpId: string }) => signUps.sendCode(payload));
  jobs.define(RESET_CODE_JOB, (payload: { resetId: string; emailKey: string }) => resets.sendCode(payload));
  jobs.define(PASSWORD_CHANGED_JOB, (payload: { userId: string }) => resets.tellOwner(payload));
  jobs.define(EMAIL_CODE_JOB, (payload: { changeId: string }) => changes.sendCode(payload));
  jobs.define(EMAIL_CHANGED_JOB, (payload: { changeId: string }) => returns.tellNew(payload));
  jobs.define(EMAIL_LEFT_JOB, (payload: { changeId: string }) => returns.tellFormer(payload));
  jobs.define(EMAIL_RETURNED_JOB, (payload: { changeId: string }) => returns.tellLoser(payload));
  jobs.define(TOKEN_REUSED_JOB, (payload: { sessionId: string }) => sessions.tellOwner(payload));
  jobs.define(LEAVING_JOB, (payload: { userId: string }) => leaving.tellOwner(payload));
  events.durable('account.leaving', LEAVING_JOB);
  jobs.define('accounts.forget-abandoned', async () => {
    await signUps.forgetAbandoned();
    await resets.forgetAbandoned();
    await changes.forgetOld(RETURNABLE);
    await sessions.forgetEnded();
    await brakes.forgetOld();
  });
  jobs.schedule('accounts.forget-abandoned', '17 4 * * *');

  events.within('account.created', (tx, { userId }) => contacts.rememberEmail(tx, userId));
  events.live('account.changed', ({ userId }) => pubsub.publish('account', EVERYWHERE, { userId }));
  events.live('session.ended', ({ userId, sessionId }) => pubsub.publish('account', EVERYWHERE, { userId, ended: { sessionId } }));

  return {
    accounts,
    contacts,
    passwords,
    sessions,
    tokens,
    personalData: new AccountData(db),
    resolvers: [
      new AccountResolver(accounts, signUps, sessions, resets, leaving, config.operator),
      new EmailChangeResolver(changes, returns),
      new ConsentResolver(new ConsentService(db), leaving),
    ],
  };
}
