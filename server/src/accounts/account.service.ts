import { record } from '../audit/index.js';
import type { Database } from '../platform/db/database.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Me } from './account.types.js';
import { emailKey, toMe } from './me.js';
import { User } from './user.entity.js';

export class AccountService {
  constructor(private readonly db: Database) {}

  async me(viewer: Viewer): Promise<Me> {
    return toMe(await this.db.repository(User).findOneByOrFail({ id: viewer.id }));
  }

  /** For `npm run admin`. Whether there was such an account. */
  async makeAdmin(email: string): Promise<boolean> {
    const user = await this.db.repository(User).findOneBy({ emailKey: emailKey(email) });
    if (!user) return false;
    await this.db.transaction(async (tx) => {
      await tx.manager.update(User, { id: user.id }, { role: 'ADMIN' });
      await record(tx, null, user.id, { kind: 'role.granted', details: { role: 'ADMIN' } });
      await tx.emit('account.changed', { userId: user.id });
    });
    return true;
  }
}
