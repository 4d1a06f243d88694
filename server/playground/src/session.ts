export interface Account {
  email: string;
  role: 'MAN' | 'WOMAN' | 'MODERATOR' | 'ADMIN';
}

interface Tokens {
  accessToken: string;
  accessTokenExpiresAt: string;
  refreshToken: string;
}

interface SessionPayload extends Tokens {
  me: Account;
}

interface Answer<Data> {
  data?: Data;
  errors?: { message: string }[];
}

const FIELDS = 'accessToken accessTokenExpiresAt refreshToken me { email role }';
const SIGN_IN = `mutation ($input: SignInInput!) { session: signIn(input: $input) { ${FIELDS} } }`;
const REFRESH = `mutation ($token: String!) { session: refreshSession(refreshToken: $token) { ${FIELDS} } }`;
const EARLY_MS = 30_000;

/**
 * Who this tab is signed in as. The tokens live in memory only, as an app would hold them: two tabs can be two people, the
 * site's own cookie is not touched, and closing the tab forgets everything.
 */
export class Session {
  account: Account | null = null;
  private tokens: Tokens | null = null;
  private renewing: Promise<void> | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly url: string) {}

  /** Tells when somebody signed in or out. Returns the way to stop. */
  onChange(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  /** A token with some life left, or nothing for a visitor. */
  async accessToken(): Promise<string | undefined> {
    if (this.tokens && Date.parse(this.tokens.accessTokenExpiresAt) - Date.now() < EARLY_MS) {
      this.renewing ??= this.renew(this.tokens.refreshToken).finally(() => (this.renewing = null));
      await this.renewing;
    }
    return this.tokens?.accessToken;
  }

  async signIn(email: string, password: string): Promise<void> {
    const { session } = await this.call<{ session: SessionPayload }>(SIGN_IN, { input: { email, password } });
    this.set(session);
  }

  async signOut(): Promise<void> {
    const token = await this.accessToken();
    this.set(null);
    if (token) await this.call('mutation { signOut }', {}, token);
  }

  private async renew(token: string): Promise<void> {
    try {
      const { session } = await this.call<{ session: SessionPayload }>(REFRESH, { token });
      this.tokens = session;
    } catch {
      this.set(null);
    }
  }

  private set(session: SessionPayload | null): void {
    this.tokens = session;
    this.account = session?.me ?? null;
    for (const listener of this.listeners) listener();
  }

  private async call<Data>(query: string, variables: object, token?: string): Promise<Data> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-client': 'app', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await response.json()) as Answer<Data>;
    if (!data || errors?.[0]) throw new Error(errors?.[0]?.message ?? `HTTP ${response.status}`);
    return data;
  }
}
