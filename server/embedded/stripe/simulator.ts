import { createServer, type IncomingMessage, type Server } from 'node:http';
import { refuseInProduction } from '../local-only.js';
import { answerApi } from './api/router.js';
import { makeClock } from './clock.js';
import { makeControlApi } from './control-api.js';
import { makeControls, type Controls } from './controls.js';
import { isOurHost, isSameOrigin, json, readBody, send, TooLarge, type Reply } from './http.js';
import { catchUp } from './life/agenda.js';
import { ensureSimulatedPrices } from './objects/catalogue.js';
import { makePages } from './pages/pages.js';
import { openStore } from './store.js';
import { makeEventSink } from './webhooks/events.js';
import { makeQueue, type Webhooks } from './webhooks/queue.js';
import type { Settings, World } from './world.js';

export interface SimulatorOptions {
  /** 0, the default, takes any free port. */
  port?: number;
  /** Where events are posted; may be set later with `webhooks.setUrl`. */
  webhookUrl?: string;
  /** `whsec_…`: signs every delivery. */
  webhookSecret: string;
  /** Keeps everything over restarts in this file. */
  storeFile?: string;
  /** What page addresses begin with, when it is not the loopback address. */
  publicUrl?: string;
  /** The real time; Stripe's time is this plus what was advanced. */
  clock?: () => Date;
  afterRetries?: Settings['afterRetries'];
  /** Milliseconds before each new try of a delivery that was refused. */
  retryDelays?: readonly number[];
  onError?: (error: unknown) => void;
}

/** Every control resolves once what it did is stored. */
type Stored<T> = { [K in keyof T]: T[K] extends (...args: infer A) => infer R ? (...args: A) => Promise<R> : never };

export interface Simulator extends Stored<Controls> {
  url: string;
  port: number;
  /** Options for `new Stripe('sk_test_…', sdk)`. */
  sdk: { host: string; port: number; protocol: 'http'; telemetry: false };
  webhooks: Webhooks;
  now(): Date;
  stop(): Promise<void>;
}

const RETRY_DELAYS = [1_000, 5_000, 30_000, 120_000, 600_000];
const TICK = 30_000;
const HOST = '127.0.0.1';

export async function bootStripeSimulator(options: SimulatorOptions): Promise<Simulator> {
  refuseInProduction('payment simulator');
  const onError = options.onError ?? ((error: unknown) => console.error('stripe simulator:', error));
  const store = await openStore(options.storeFile);
  const { state } = store;
  const clock = makeClock(state, options.clock ?? (() => new Date()));
  const queue = makeQueue({
    state,
    secret: options.webhookSecret,
    url: options.webhookUrl,
    retryDelays: options.retryDelays ?? RETRY_DELAYS,
    saved: () => store.save(),
    onError,
  });
  const events = makeEventSink({ state, now: clock.now, enqueue: queue.enqueue, listening: queue.listening });
  const settings: Settings = { publicUrl: options.publicUrl ?? '', afterRetries: options.afterRetries ?? 'cancel' };
  const world: World = { state, settings, events, ...clock };
  const muted = events.muted;
  events.muted = true;
  ensureSimulatedPrices(world);
  events.muted = muted;
  const controls = makeControls(world);
  const controlApi = makeControlApi(world, controls, queue);
  const pages = makePages(world, controls, queue);

  async function reply(request: IncomingMessage): Promise<Reply> {
    const url = new URL(request.url ?? '/', settings.publicUrl);
    if (!isOurHost(request, settings.publicUrl)) return json(421, { error: { message: 'Unknown host' } });
    const body = await readBody(request);
    const caughtUp = catchUp(world);
    const answer = await dispatch(request, url, body);
    if (caughtUp || request.method !== 'GET') await store.save();
    return answer;
  }

  async function dispatch(request: IncomingMessage, url: URL, body: string): Promise<Reply> {
    if (url.pathname.startsWith('/v1/')) return answerApi(world, request, url, body);
    if (request.method !== 'GET' && !isSameOrigin(request, settings.publicUrl)) return json(403, { error: { message: 'Foreign origin' } });
    if (url.pathname.startsWith('/_sim/')) return controlApi(request, url.pathname.slice('/_sim/'.length), body);
    return pages(request, url, body);
  }

  const server = createServer((request, response) => {
    reply(request)
      .catch((error: unknown) => {
        if (error instanceof TooLarge) return json(413, { error: { message: 'Request body is too large' } });
        onError(error);
        return json(500, { error: { type: 'api_error', message: 'The simulator failed' } });
      })
      .then((answer) => send(response, answer))
      .catch(onError);
  });
  const port = await listen(server, options.port ?? 0);
  const url = `http://${HOST}:${port}`;
  settings.publicUrl = options.publicUrl ?? url;
  readdress(world);
  const tick = setInterval(() => {
    if (catchUp(world)) store.save().catch(onError);
  }, TICK);
  tick.unref();

  return {
    ...stored(
      controls,
      () => {
        catchUp(world);
      },
      () => store.save(),
    ),
    url,
    port,
    sdk: { host: HOST, port, protocol: 'http', telemetry: false },
    webhooks: queue,
    now: () => new Date(clock.now() * 1000),
    async stop() {
      clearInterval(tick);
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await queue.stop();
      await store.save();
    },
  };
}

/** What was kept from another run may have been served at another port. */
function readdress({ state, settings }: World): void {
  for (const session of Object.values(state.sessions)) {
    if (session.status === 'open') session.url = `${settings.publicUrl}/c/pay/${session.id}`;
  }
  for (const invoice of Object.values(state.invoices)) {
    if (invoice.number !== null) invoice.hosted_invoice_url = `${settings.publicUrl}/i/${invoice.id}`;
  }
}

function stored(controls: Controls, before: () => void, save: () => Promise<void>): Stored<Controls> {
  const wrapped = Object.entries(controls).map(([name, control]) => [
    name,
    async (...args: unknown[]): Promise<unknown> => {
      before();
      const result: unknown = (control as (...args: unknown[]) => unknown)(...args);
      await save();
      return structuredClone(result);
    },
  ]);
  return Object.fromEntries(wrapped) as Stored<Controls>;
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, HOST, () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('No port'));
      else resolve(address.port);
    });
  });
}
