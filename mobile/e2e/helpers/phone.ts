import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, expect, type Page, type Route } from '@playwright/test';
import { anAddress } from '../../../web/e2e/helpers/visitor';
import { refuseStrangers } from '../../../web/e2e/helpers/strangers';
import { pluginHeaders } from './java';
import { Tray } from './tray';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const DIST = join(ROOT, 'mobile/dist');
const BRIDGE = readFileSync(join(ROOT, 'node_modules/@capacitor/android/capacitor/src/main/assets/native-bridge.js'), 'utf8');
const SITE = () => String(process.env.SITE_URL);
/** Where the build believes its server to be; here the real one has another address. */
const BUILT_FOR = 'https://premierpas.example';
const { android } = JSON.parse(readFileSync(join(ROOT, 'mobile/capacitor.config.json'), 'utf8')) as {
  android: { appendUserAgent: string };
};
const USER_AGENT = `Mozilla/5.0 (Linux; Android 14; Pixel 8 Build/UD1A; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/124.0.0.0 Mobile Safari/537.36 ${android.appendUserAgent}`;
const TYPES: Record<string, string> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

interface Call {
  callbackId: string;
  pluginId: string;
  methodName: string;
  options: Record<string, unknown>;
}

/**
 * A phone with our app: the built web part in a Chromium as Capacitor's WebView runs it (its origin, its bridge script in its
 * order, its plugins by the Java that is built in), and a native side that answers as Android would. What the phone keeps
 * (Keystore, storage of the WebView) outlives the app.
 */
export class Phone {
  readonly secrets = new Map<string, string>();
  readonly asked: string[] = [];
  /** Pages of other sites that the app handed to the browser of the phone. */
  readonly left: string[] = [];
  readonly shared: unknown[] = [];
  /** What went over the network: names of operations, the sockets that are open, the numbers the inbox went on from. */
  readonly wire = { asked: [] as string[], sockets: 0, resumedFrom: [] as number[], lost: 0 };
  readonly tray: Tray;
  hidden = false;
  bars = '';
  online = true;
  private launchUrl: string | undefined;
  private readonly listeners = new Map<string, { callbackId: string; page: Page }>();
  /** What the plugins keep for whoever begins to listen. */
  private readonly retained = new Map<string, object>();
  private readonly complaints: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    language: 'fr' | 'en',
  ) {
    this.tray = new Tray(language, (...said) => this.tell(...said));
  }

  static async withOurApp(
    browser: Browser,
    look: { viewport?: { width: number; height: number }; colorScheme?: 'light' | 'dark'; locale?: 'fr-FR' | 'en-GB' } = {},
  ): Promise<Phone> {
    const context = await browser.newContext({
      viewport: { width: 412, height: 915 },
      deviceScaleFactor: 2,
      isMobile: true,
      hasTouch: true,
      locale: 'fr-FR',
      timezoneId: 'Europe/Paris',
      reducedMotion: 'reduce',
      userAgent: USER_AGENT,
      ...look,
    });
    const phone = new Phone(context, look.locale === 'en-GB' ? 'en' : 'fr');
    refuseStrangers(context, (what) => phone.complaints.push(what), ['https://localhost', BUILT_FOR]);
    await phone.prepare();
    return phone;
  }

  /** Starts the app, by its icon or by a link of the site that was followed elsewhere. */
  async start(link?: string, { loseAnswers = false } = {}): Promise<Page> {
    this.launchUrl = link && SITE() + link;
    const page = await this.context.newPage();
    this.listenIn(page);
    if (loseAnswers)
      await page.route(`${SITE()}/graphql`, async (route) => {
        // The server does what it was asked; nobody hears of it.
        await route.fetch();
        this.wire.lost++;
        await route.abort();
      });
    await page.goto('https://localhost/');
    return page;
  }

  /** As the system does it: no event, no goodbye. */
  async kill(page: Page): Promise<void> {
    this.listeners.clear();
    await page.goto('about:blank');
    await page.close();
  }

  /** A link that was touched elsewhere: a path of the site, or whatever another app hands over. */
  async follow(link: string): Promise<void> {
    await this.tell('App', 'appUrlOpen', { url: new URL(link, SITE()).href });
  }

  /** A finger on a notification; where the app does not run, it is started by it. */
  async touch(tag: string): Promise<Page | undefined> {
    const told = this.tray.take(tag);
    if (this.listeners.size > 0) {
      await this.tell('PushNotifications', 'pushNotificationActionPerformed', told);
      return;
    }
    this.retained.set('PushNotifications.pushNotificationActionPerformed', told);
    return this.start();
  }

  async back(): Promise<void> {
    await this.tell('App', 'backButton', { canGoBack: true });
  }

  async toBackground(): Promise<void> {
    await this.tell('App', 'appStateChange', { isActive: false });
  }

  async toForeground(): Promise<void> {
    await this.tell('App', 'appStateChange', { isActive: true });
  }

  async loseNetwork(): Promise<void> {
    this.online = false;
    await this.context.setOffline(true);
    if (this.listeners.size > 0) await this.tell('Network', 'networkStatusChange', { connected: false, connectionType: 'none' });
  }

  async findNetwork(): Promise<void> {
    this.online = true;
    await this.context.setOffline(false);
    if (this.listeners.size > 0) await this.tell('Network', 'networkStatusChange', { connected: true, connectionType: 'wifi' });
  }

  /** A picture to look at; none is kept in the repository. */
  async keep(page: Page, name: string): Promise<void> {
    await page.screenshot({ path: join(ROOT, 'test-results/screenshots', `app-${name}.png`), animations: 'disabled' });
  }

  private listenIn(page: Page): void {
    page.on('request', (request) => {
      if (request.url() !== `${SITE()}/graphql` || request.method() !== 'POST') return;
      this.wire.asked.push((request.postDataJSON() as { operationName?: string }).operationName ?? 'unnamed');
    });
    page.on('websocket', (socket) => {
      this.wire.sockets++;
      socket.on('close', () => this.wire.sockets--);
      socket.on('framesent', ({ payload }) => {
        const { type, payload: said } = JSON.parse(String(payload)) as { type: string; payload?: { variables?: { after?: number } } };
        const after = said?.variables?.after;
        if (type === 'subscribe' && after !== undefined) this.wire.resumedFrom.push(after);
      });
    });
  }

  /** Whatever the page complained about fails the story. */
  async putAway(): Promise<void> {
    await this.context.close();
    expect(this.complaints, 'what the WebView complained about').toEqual([]);
  }

  private async prepare(): Promise<void> {
    const { context } = this;
    context.on('weberror', (error) => this.complaints.push(error.error().stack ?? error.error().message));
    context.on('console', (message) => {
      if (message.type() === 'error' && !/net::ERR_/.test(message.text())) this.complaints.push(message.text());
    });
    await context.exposeBinding('__native', ({ page }, json: string) => this.answer(page, JSON.parse(json) as Partial<Call>));
    await context.addInitScript(
      [
        'window.androidBridge = { postMessage: (json) => void window.__native(json) };',
        'window.Capacitor = { DEBUG: true, isLoggingEnabled: false, Plugins: {} };',
        "window.WEBVIEW_SERVER_URL = 'https://localhost';",
        BRIDGE,
        `window.Capacitor.PluginHeaders = ${JSON.stringify(pluginHeaders())};`,
      ].join('\n\n'),
    );
    await context.route('https://localhost/**', serve);
    const [site, store] = [new URL(SITE()), new URL(String(process.env.S3_URL))];
    const address = anAddress();
    await context.route(
      (url) => !['https://localhost', site.origin, store.origin].includes(url.origin),
      async (route) => {
        // Capacitor hands every page of another site to the browser of the phone.
        if (!route.request().isNavigationRequest()) return route.abort();
        this.left.push(route.request().url());
        // Nothing comes: the page stays where it is.
        await route.fulfill({ status: 204 });
      },
    );
    await context.route(`${site.origin}/**`, (route) =>
      route.continue({ headers: { ...route.request().headers(), 'x-forwarded-for': address } }),
    );
  }

  private async answer(page: Page, { pluginId, methodName, callbackId, options = {} }: Partial<Call>): Promise<void> {
    if (!pluginId || !methodName || !callbackId) return;
    this.asked.push(`${pluginId}.${methodName}`);
    if (methodName === 'addListener') {
      const event = String(options['eventName']);
      this.listeners.set(`${pluginId}.${event}`, { callbackId, page });
      const kept = this.retained.get(`${pluginId}.${event}`);
      if (kept && this.retained.delete(`${pluginId}.${event}`)) await this.tell(pluginId, event, kept);
      return;
    }
    const native = { ...this.native, ...this.tray.native }[`${pluginId}.${methodName}`];
    if (!native) this.complaints.push(`Nobody answers ${pluginId}.${methodName}`);
    await send(page, { callbackId, pluginId, methodName, success: native !== undefined, data: native?.(options) ?? {} });
  }

  private async tell(pluginId: string, event: string, data: object): Promise<void> {
    const listener = this.listeners.get(`${pluginId}.${event}`);
    if (!listener) throw new Error(`The app does not listen to ${pluginId}.${event}`);
    await send(listener.page, { callbackId: listener.callbackId, pluginId, methodName: 'addListener', save: true, success: true, data });
  }

  private readonly native: Record<string, (options: Record<string, unknown>) => object | undefined> = {
    'App.getLaunchUrl': () => (this.launchUrl ? { url: this.launchUrl } : undefined),
    'App.minimizeApp': () => undefined,
    'Network.getStatus': () => ({ connected: this.online, connectionType: this.online ? 'wifi' : 'none' }),
    'Haptics.impact': () => undefined,
    'Share.share': (options) => {
      this.shared.push(options);
      return { activityType: 'messages' };
    },
    'SecureStore.get': ({ key }) => ({ value: this.secrets.get(String(key)) ?? null }),
    'SecureStore.set': ({ key, value }) => void this.secrets.set(String(key), String(value)),
    'SecureStore.remove': ({ key }) => void this.secrets.delete(String(key)),
    'SystemBars.setStyle': ({ style }) => void (this.bars = String(style)),
    'PrivateScreen.set': ({ hidden }) => void (this.hidden = hidden === true),
  };
}

const send = (page: Page, result: object): Promise<void> =>
  page
    .evaluate(
      (data) => (window as unknown as { androidBridge: { onmessage(event: object): void } }).androidBridge.onmessage({ data }),
      JSON.stringify(result),
    )
    .catch(() => undefined);

/** The files of the app, as Capacitor's local server gives them: an unknown page is the index, an unknown file is not there. */
async function serve(route: Route): Promise<void> {
  const path = decodeURIComponent(new URL(route.request().url()).pathname);
  const file = extname(path) ? path : '/index.html';
  try {
    const body = readFileSync(join(DIST, file));
    const text = ['.html', '.js'].includes(extname(file));
    const wire = (address: string) => address.replace(/^http/, 'ws');
    const site = SITE();
    await route.fulfill({
      contentType: TYPES[extname(file)] ?? 'application/octet-stream',
      body: text
        ? body.toString().replaceAll(wire(BUILT_FOR), wire(site)).replaceAll(BUILT_FOR, site).replaceAll(' https:;', ' http:;')
        : body,
    });
  } catch {
    await route.fulfill({ status: 404, body: '' });
  }
}
