import type { Database } from '../platform/db/database.js';
import { badInput } from '../platform/errors.js';
import type { SignedIn } from '../platform/graphql/context.js';
import { PASSWORD_MAX } from './account.types.js';
import type { Passwords } from './password.service.js';
import type { SignInBrakes } from './sign-in-brakes.js';
import { User } from './user.entity.js';

const wrong = () => badInput({ password: 'It is not your password.' });

/** The password, asked again of whoever is signed in: with somebody's device in hand it is guessed no faster than at the door. */
export class OwnPassword {
  constructor(
    private readonly db: Database,
    private readonly passwords: Passwords,
    private readonly brakes: SignInBrakes,
  ) {}

  /** The account as it was when its password was right. */
  async prove({ viewer, request }: SignedIn, password: string): Promise<User> {
    if (password.length > PASSWORD_MAX) throw wrong();
    const user = await this.passwords.inTurn(async (matches) => {
      const asked = await this.db.repository(User).findOneByOrFail({ id: viewer.id });
      await this.brakes.pass(request, asked.email);
      if (!(await matches(password, asked.passwordHash))) throw wrong();
      return asked;
    });
    await this.brakes.release(request, user.email);
    return user;
  }
}
