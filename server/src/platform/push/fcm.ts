import { importPKCS8, SignJWT } from 'jose';
import { clock, seconds } from '../clock.js';
import type { Config } from '../config.js';
import { KEPT_FOR_SECONDS, outcomeOf, type PushOutcome } from './push.js';

export interface AndroidMessage {
  /** The channel of Android's settings, and the stem of the words in the app: `push_CHANNEL_title`, `push_CHANNEL_body`. */
  channel: string;
  /** Of several on one subject, the last is shown. */
  subject: string;
  /** For the app, once it is opened. */
  data: Record<string, string>;
  urgent: boolean;
}

interface Refusal {
  error?: { status?: string; details?: { errorCode?: string; fieldViolations?: { field?: string }[] }[] };
}

const SCOPE = 'https://www.googleapis.com/auth/firebase.messaging';
const PATIENCE = seconds(10);
const LIFE = 3_600;

/**
 * Firebase Cloud Messaging, HTTP v1. Google can read what passes here: only the names of words that the app has itself,
 * and ids. A notification, not data for the app to make one of: so it shows when the app was killed.
 */
export class Fcm {
  private access: { token: Promise<string>; until: number } | null = null;

  constructor(
    private readonly account: NonNullable<Config['push']['fcm']>,
    private readonly apiUrl: string,
  ) {}

  async send(token: string, message: AndroidMessage): Promise<PushOutcome> {
    const access = await this.accessToken();
    const said = await this.post(access, bodyOf(token, message)).catch(() => null);
    if (!said) return { outcome: 'busy', retryAfter: null };
    if (said.status === 401) {
      // Another time with a new one; if that does not help either, somebody has to look.
      this.access = null;
      throw new Error('FCM does not accept our access token');
    }
    return isOfTheToken(said.refusal) ? { outcome: 'gone' } : outcomeOf(said.status, said.retryAfter);
  }

  private async post(access: string, message: object): Promise<{ status: number; retryAfter: string | null; refusal: Refusal }> {
    const answer = await fetch(`${this.apiUrl}/v1/projects/${this.account.project_id}/messages:send`, {
      method: 'POST',
      headers: { authorization: `Bearer ${access}`, 'content-type': 'application/json' },
      body: JSON.stringify({ message }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    const text = await answer.text();
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), refusal: answer.ok ? {} : read(text) };
  }

  /** One for all that is sent within the hour. */
  private accessToken(): Promise<string> {
    const now = clock.now().getTime();
    if (this.access && this.access.until > now) return this.access.token;
    const token = this.exchange();
    this.access = { token, until: now + seconds(LIFE - 300) };
    token.catch(() => (this.access = null));
    return token;
  }

  private async exchange(): Promise<string> {
    const { client_email, private_key, private_key_id, token_uri } = this.account;
    const now = Math.floor(clock.now().getTime() / 1_000);
    const assertion = await new SignJWT({ scope: SCOPE })
      .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: private_key_id })
      .setIssuer(client_email)
      .setAudience(token_uri)
      .setIssuedAt(now)
      .setExpirationTime(now + LIFE)
      .sign(await importPKCS8(private_key, 'RS256'));
    const answer = await fetch(token_uri, {
      method: 'POST',
      body: new URLSearchParams({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion }),
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE),
    });
    if (!answer.ok) throw new Error(`Google gives no access token: ${answer.status}`);
    return ((await answer.json()) as { access_token: string }).access_token;
  }
}

/** https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages */
function bodyOf(token: string, { channel, subject, data, urgent }: AndroidMessage): object {
  return {
    token,
    data,
    android: {
      collapse_key: subject,
      priority: urgent ? 'HIGH' : 'NORMAL',
      ttl: `${KEPT_FOR_SECONDS}s`,
      notification: {
        channel_id: channel,
        tag: subject,
        title_loc_key: `push_${channel}_title`,
        body_loc_key: `push_${channel}_body`,
        visibility: 'PRIVATE',
      },
    },
  };
}

/** The app was removed, or the token is of another project or none at all. */
function isOfTheToken({ error }: Refusal): boolean {
  const details = error?.details ?? [];
  return details.some(
    ({ errorCode, fieldViolations = [] }) =>
      errorCode === 'UNREGISTERED' || errorCode === 'SENDER_ID_MISMATCH' || fieldViolations.some(({ field }) => field === 'message.token'),
  );
}

function read(text: string): Refusal {
  try {
    return JSON.parse(text) as Refusal;
  } catch {
    return {};
  }
}
