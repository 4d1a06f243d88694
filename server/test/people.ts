import { User } from '../src/accounts/index.js';
import { clock } from '../src/platform/clock.js';
import type { RequestInfo, Role } from '../src/platform/graphql/context.js';
import { newId } from '../src/platform/ids.js';
import { theHouse } from './harness.js';

export interface Person {
  id: string;
  email: string;
  role: Role;
  accessToken: string;
  refreshToken: string;
}

export const PASSWORD = 'un mot de passe de test';

const REQUEST: RequestInfo = { id: 'test', ip: '127.0.0.1', client: 'app', userAgent: 'Firefox/140 Linux', refreshCookie: undefined, setRefreshCookie: () => undefined };

let count = 0;
let passwordHash: Promise<string> | undefined;

/** An account with a proven address, made as sign-up makes it, and signed in. */
export async function aPerson(role: Role, more: Partial<User> = {}): Promise<Person> {
  const { app } = theHouse();
  const { accounts } = app;
  count += 1;
  passwordHash ??= accounts.passwords.hash(PASSWORD);
  const email = `${role.toLowerCase()}${count}@test.premierpas.example`;
  const now = clock.now();
  const user: User = {
    id: newId(),
    role,
    status: 'ACTIVE',
    email,
    emailKey: email,
    emailVerifiedAt: now,
    passwordHash: await passwordHash,
    birthDate: '1992-05-17',
    locale: 'FR',
    termsVersion: '2026-11-23',
    privacyVersion: '2026-11-23',
    consentedAt: now,
    createdAt: now,
    ...more,
  };
  const session = await app.db.transaction(async (tx) => {
    await tx.manager.insert(User, user);
    await tx.emit('account.created', { userId: user.id, role, birthDate: user.birthDate });
    return accounts.sessions.open(tx, user, REQUEST);
  });
  return { id: user.id, email, role, accessToken: session.accessToken, refreshToken: session.refreshToken ?? '' };
}

export const aModerator = (): Promise<Person> => aPerson('MODERATOR');
export const anAdmin = (): Promise<Person> => aPerson('ADMIN');
