import type { App } from '../server/src/app.js';
import { ask, as } from '../server/test/client.js';
import { signedInAgain, type Person } from '../server/test/people.js';
import type { Stage } from './stage.js';

/** What ends somebody's rights, and how soon that must be felt. */
export interface Act {
  name: string;
  /** Whether a process that serves her does it, or one that knows her sockets by hearsay only. */
  at: 'one of hers' | 'elsewhere';
  /** Whether her sessions end for good, or she may only do nothing with them. */
  endsSessions: boolean;
  /** Resolves once whoever did it was told that it is done. `url` is a process that serves her. */
  run(victim: Person, url: string): Promise<unknown>;
}

const REQUEST = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
const RESET = 'mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { accessToken } }';
const SESSIONS = '{ sessions { id current } }';
const END = 'mutation ($id: ID!) { endSession(id: $id) }';

/** `office` is a third process, in which a moderator acts. */
export function actsOf({ house }: Stage, office: App): Act[] {
  const judged = (status: 'SUSPENDED' | 'BANNED', { id }: Person): Promise<void> =>
    office.db.transaction(async (tx) => {
      await tx.query('UPDATE users SET status = $2 WHERE id = $1', [id, status]);
      await tx.emit('account.changed', { userId: id });
      if (status === 'BANNED') await office.accounts.sessions.end(tx, id, null, 'signed out');
    });
  return [
    {
      name: 'sign-out',
      at: 'one of hers',
      endsSessions: true,
      run: (victim, url) => as({ ...victim, url }).ask('mutation { signOut }'),
    },
    {
      name: 'sign-out everywhere, from another device',
      at: 'one of hers',
      endsSessions: true,
      run: async (victim, url) => as({ ...(await signedInAgain(victim)), url }).ask('mutation { signOut(everywhere: true) }'),
    },
    {
      name: 'one device, from another',
      at: 'one of hers',
      endsSessions: true,
      run: async (victim, url) => {
        const other = as({ ...(await signedInAgain(victim)), url });
        const { sessions } = await other.ask<{ sessions: { id: string; current: boolean }[] }>(SESSIONS);
        return other.ask(END, { id: sessions.find(({ current }) => !current)?.id });
      },
    },
    {
      name: 'a new password',
      at: 'one of hers',
      endsSessions: true,
      run: async ({ email }, url) => {
        const { requestPasswordReset } = await ask<{ requestPasswordReset: { resetId: string } }>(REQUEST, { email }, { url });
        const code = /\b\d{6}\b/.exec((await house.mailbox.waitFor(email, { containing: 'code' })).text)?.[0];
        return ask(RESET, { input: { ...requestPasswordReset, code, password: 'un tout nouveau mot de passe' } }, { url });
      },
    },
    { name: 'a ban', at: 'elsewhere', endsSessions: true, run: (victim) => judged('BANNED', victim) },
    { name: 'a suspension', at: 'elsewhere', endsSessions: false, run: (victim) => judged('SUSPENDED', victim) },
  ];
}

/** A row that is changed by hand: only who looks finds out. */
export const untold = ({ house }: Stage): Act => ({
  name: 'a suspension that nobody is told of',
  at: 'elsewhere',
  endsSessions: false,
  run: ({ id }) => house.app.db.query(`UPDATE users SET status = 'SUSPENDED' WHERE id = $1`, [id]),
});
