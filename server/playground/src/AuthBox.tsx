import { useState, type FormEvent } from 'react';
import type { Account, Session } from './session.js';
import type { WORDS } from './words.js';

interface Props {
  session: Session;
  account: Account | null;
  words: (typeof WORDS)['fr'];
}

/** Says who is signed in, or asks. */
export function AuthBox({ session, account, words }: Props) {
  const [problem, setProblem] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function signIn(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    try {
      await session.signIn(String(form.get('email')), String(form.get('password')));
      setProblem(null);
    } catch (err) {
      setProblem(err instanceof Error ? err.message : String(err));
    } finally {
      setBusy(false);
    }
  }

  if (account) {
    return (
      <div className="auth">
        <span className="auth-who" role="status">
          <strong>{account.email}</strong> · {words.role[account.role]}
        </span>
        <button type="button" className="button" onClick={() => void session.signOut()}>
          {words.signOut}
        </button>
      </div>
    );
  }
  return (
    <form className="auth" onSubmit={(event) => void signIn(event)}>
      <span className={problem ? 'auth-problem' : 'auth-hint'} role="status">
        {problem ? `${words.failed} ${problem}` : words.visitor}
      </span>
      <input name="email" type="email" required autoComplete="username" placeholder={words.email} aria-label={words.email} />
      <input
        name="password"
        type="password"
        required
        autoComplete="current-password"
        placeholder={words.password}
        aria-label={words.password}
      />
      <button type="submit" className="button" disabled={busy}>
        {words.signIn}
      </button>
    </form>
  );
}
