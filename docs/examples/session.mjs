import { request } from './request.mjs';

const TOKENS = 'accessToken accessTokenExpiresAt refreshToken me { email role }';
const SIGN_IN = `mutation ($input: SignInInput!) { session: signIn(input: $input) { ${TOKENS} } }`;
const RENEW = `mutation ($refreshToken: String!) { session: refreshSession(refreshToken: $refreshToken) { ${TOKENS} } }`;
const EARLY_MS = 30_000;

/** Somebody signed in, for as long as the program runs. An app keeps the refresh token where its device keeps secrets. */
export class Session {
  /** Nothing renews it any more: sign in again. */
  over = false;

  constructor(api) {
    this.api = api;
  }

  static async signIn(api, email, password) {
    const session = new Session(api);
    session.take(await request(api, SIGN_IN, { input: { email, password } }));
    return session;
  }

  async ask(query, variables) {
    try {
      return await request(this.api, query, variables, await this.accessToken());
    } catch (problem) {
      if (problem.code !== 'UNAUTHENTICATED' || this.over) throw problem;
      // Our clock and the server's differ, or the token was ended: one renewal tells.
      await this.renew();
      return request(this.api, query, variables, this.token);
    }
  }

  /** A token with some life left. */
  async accessToken() {
    if (this.expiresAt - Date.now() < EARLY_MS) await this.renew();
    return this.token;
  }

  /** Whoever comes while it is being renewed waits for the same answer. */
  renew() {
    this.renewing ??= request(this.api, RENEW, { refreshToken: this.refreshToken })
      .then((data) => this.take(data))
      .catch((problem) => {
        this.over = problem.code === 'UNAUTHENTICATED';
        throw problem;
      })
      .finally(() => (this.renewing = undefined));
    return this.renewing;
  }

  /** The server says that the access token is no longer good: whoever needs one next renews it. */
  expire() {
    this.expiresAt = 0;
  }

  async signOut() {
    await this.ask('mutation { signOut }');
  }

  take({ session: { accessToken, accessTokenExpiresAt, refreshToken, me } }) {
    Object.assign(this, { token: accessToken, expiresAt: Date.parse(accessTokenExpiresAt), refreshToken, me });
  }
}

/** Who runs these examples, and against what. */
export function signInFromEnvironment() {
  const { API = 'http://localhost:3000', EMAIL = 'lea@demo.premierpas.example', PASSWORD = 'premier-pas-demo' } = process.env;
  return Session.signIn(API, EMAIL, PASSWORD);
}
