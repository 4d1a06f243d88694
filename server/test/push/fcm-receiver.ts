import { generateKeyPairSync, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { jwtVerify } from 'jose';
import { z } from 'zod';
import { clock } from '../../src/platform/clock.js';
import { listen, type Listening } from './listening.js';

const LOC_KEY = z.string().regex(/^push_[a-z_]+_(title|body)$/);

/** Of https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages what we use; a field that is not there is refused. */
const BODY = z.strictObject({
  message: z.strictObject({
    token: z.string().min(1),
    data: z.record(
      z.string().refine((key) => !/^(from$|message_type$|google|gcm)/.test(key)),
      z.string(),
    ),
    android: z.strictObject({
      collapse_key: z.string(),
      priority: z.enum(['NORMAL', 'HIGH']),
      ttl: z.string().regex(/^\d+(\.\d{1,9})?s$/),
      notification: z.strictObject({
        channel_id: z.string().regex(/^[a-z_]+$/),
        tag: z.string(),
        title_loc_key: LOC_KEY,
        body_loc_key: LOC_KEY,
        visibility: z.enum(['PRIVATE', 'PUBLIC', 'SECRET']),
      }),
    }),
  }),
});
export type FcmMessage = z.infer<typeof BODY>['message'];

const PROJECT = 'premier-pas-test';
const EMAIL = 'push@premier-pas-test.iam.gserviceaccount.com';

/** Google's token endpoint and FCM's HTTP v1, on one port. */
export class FcmReceiver {
  readonly received: FcmMessage[] = [];
  /** How many access tokens were asked for. */
  exchanges = 0;
  readonly refused: string[] = [];
  /** What is answered for a token, instead of a message's name. */
  readonly answers = new Map<string, { status: number; body: object; headers?: Record<string, string> }>();
  private readonly pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  private readonly keyId = randomUUID();
  private readonly accessTokens = new Set<string>();
  private listening!: Listening;

  static async boot(): Promise<FcmReceiver> {
    const receiver = new FcmReceiver();
    receiver.listening = await listen(async (request, body, response) => {
      try {
        // For those who look from another process.
        if (request.url === '/received') answer(response, 200, receiver.received);
        else if (request.url === '/token') await receiver.exchange(body, response);
        else receiver.take(request, body, response);
      } catch (err) {
        receiver.refused.push(String(err));
        answer(response, 400, { error: { code: 400, status: 'INVALID_ARGUMENT', message: 'refused' } });
      }
    });
    return receiver;
  }

  get url(): string {
    return this.listening.url;
  }

  stop = (): Promise<void> => this.listening.stop();

  /** As an operator downloads it. */
  get serviceAccount(): string {
    return JSON.stringify({
      type: 'service_account',
      project_id: PROJECT,
      private_key_id: this.keyId,
      private_key: this.pair.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      client_email: EMAIL,
      token_uri: `${this.url}/token`,
    });
  }

  /** From now on no access token that was given is believed. */
  forgetAccess(): void {
    this.accessTokens.clear();
  }

  /** https://developers.google.com/identity/protocols/oauth2/service-account */
  private async exchange(body: Buffer, response: ServerResponse): Promise<void> {
    const form = new URLSearchParams(body.toString());
    if (form.get('grant_type') !== 'urn:ietf:params:oauth:grant-type:jwt-bearer') throw new Error('another grant');
    const { payload, protectedHeader } = await jwtVerify(form.get('assertion') ?? '', this.pair.publicKey, {
      algorithms: ['RS256'],
      issuer: EMAIL,
      audience: `${this.url}/token`,
      currentDate: clock.now(),
      requiredClaims: ['iat', 'exp', 'scope'],
    });
    if (protectedHeader.kid !== this.keyId) throw new Error('another key');
    if (payload['scope'] !== 'https://www.googleapis.com/auth/firebase.messaging') throw new Error('another scope');
    if ((payload.exp ?? Infinity) - (payload.iat ?? 0) > 3_600) throw new Error('for longer than an hour');
    const access = `ya29.${randomUUID()}`;
    this.exchanges += 1;
    this.accessTokens.add(access);
    answer(response, 200, { access_token: access, expires_in: 3_599, token_type: 'Bearer' });
  }

  private take(request: IncomingMessage, body: Buffer, response: ServerResponse): void {
    if (request.method !== 'POST' || request.url !== `/v1/projects/${PROJECT}/messages:send`) throw new Error('another method');
    if (!this.accessTokens.has(/^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '')) {
      answer(response, 401, { error: { code: 401, status: 'UNAUTHENTICATED', message: 'refused' } });
      return;
    }
    if (request.headers['content-type'] !== 'application/json') throw new Error('not JSON');
    const { message } = BODY.parse(JSON.parse(body.toString()));
    const other = this.answers.get(message.token);
    if (!other) this.received.push(message);
    const { status, body: said, headers } = other ?? { status: 200, body: { name: `projects/${PROJECT}/messages/1` }, headers: {} };
    answer(response, status, said, headers);
  }
}

function answer(response: ServerResponse, status: number, body: object, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
