import { platform } from '../platform';

interface Pending {
  id: string;
  email: string;
}

/** What waits for a code, kept for this tab so that a reload or a look at the mailbox loses nothing. */
function pendingStore(key: string) {
  return {
    read(): Pending | undefined {
      const [id, email] = platform.passing.get(key)?.split('\n') ?? [];
      return id && email ? { id, email } : undefined;
    },
    write: ({ id, email }: Pending) => platform.passing.set(key, `${id}\n${email}`),
    clear: () => platform.passing.remove(key),
  };
}

export const pendingSignUp = pendingStore('pending.sign-up');
export const pendingReset = pendingStore('pending.reset');
