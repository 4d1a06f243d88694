import { emailKey } from '../accounts/index.js';
import { record } from '../audit/index.js';
import type { Database } from '../platform/db/database.js';
import { notFound, UserError } from '../platform/errors.js';
import type { Role, Viewer } from '../platform/graphql/context.js';
import type { Moderator, NameModeratorInput } from './naming.types.js';
import type { Knowledge } from './reportable.js';

interface Account {
  id: string;
  email: string;
  role: Role;
  formerRole: 'MAN' | 'WOMAN' | null;
  birthDate: string;
}

const SELECT = `SELECT id, email, role, former_role AS "formerRole", birth_date::text AS "birthDate" FROM users`;

/**
 * Admins name moderators. Whoever has been shown to others or spoken to them stays what they are: nobody judges the people among
 * whom they look for someone. A moderator is an account of its own, and becomes again what it was before.
 */
export class NamingService {
  constructor(
    private readonly db: Database,
    private readonly knowledge: Knowledge,
  ) {}

  list(): Promise<Moderator[]> {
    return this.db.query<Moderator>(
      `SELECT id, email, role FROM users WHERE role IN ('MODERATOR', 'ADMIN') AND status = 'ACTIVE' ORDER BY role, email LIMIT 200`,
    );
  }

  async name(viewer: Viewer, { email, moderator }: NameModeratorInput): Promise<Moderator[]> {
    await this.db.transaction(async (tx) => {
      const account = await tx.one<Account>(`${SELECT} WHERE email_key = $1 AND status = 'ACTIVE' FOR UPDATE`, [emailKey(email)]);
      if (!account) throw notFound();
      if (account.role === 'ADMIN') throw new UserError('CONFLICT', 'An admin is named by the operator.');
      if ((account.role === 'MODERATOR') === moderator) return;
      if (moderator && (await this.knowledge.hasShownUp(tx, account.id)))
        throw new UserError('CONFLICT', 'This account has a profile that others have seen: a moderator needs one of their own.');
      const role = moderator ? 'MODERATOR' : (account.formerRole ?? 'MAN');
      await tx.query('UPDATE users SET role = $2, former_role = $3 WHERE id = $1', [account.id, role, moderator ? account.role : null]);
      // One that has never been anything else begins as anybody does.
      if (!moderator && account.formerRole === null) {
        await tx.emit('account.created', { userId: account.id, role, birthDate: account.birthDate });
      }
      await record(tx, viewer.id, account.id, { kind: 'role.granted', details: { role } });
      await tx.emit('account.changed', { userId: account.id });
    });
    return this.list();
  }
}
