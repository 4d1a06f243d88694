import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';

import { bootPostgres, removePostgres, type EmbeddedPostgres, type PostgresOptions } from './index.js';
import { choosePlace } from './place.js';

const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };
let dataDir: string;
const booted: EmbeddedPostgres[] = [];
const children: ChildProcess[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'premier-pas-postgres-'));
});
afterEach(async () => {
  children.splice(0).forEach((child) => child.kill('SIGKILL'));
  await Promise.all(booted.splice(0).map((postgres) => postgres.stop()));
});
afterAll(() => removePostgres(dataDir));

async function boot(options: Partial<PostgresOptions> = {}): Promise<EmbeddedPostgres> {
  const postgres = await bootPostgres({ dataDir, settings, ...options });
  booted.push(postgres);
  return postgres;
}

async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client(url);
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function query<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<Row | undefined> {
  const client = await connect(url);
  try {
    return (await client.query<Row>(sql)).rows[0];
  } finally {
    await client.end();
  }
}

async function clusterFolder(): Promise<string> {
  return join((await choosePlace(dataDir)).home, 'cluster');
}

async function postmaster(): Promise<number> {
  return Number.parseInt(await readFile(join(await clusterFolder(), 'postmaster.pid'), 'utf8'), 10);
}

function removed(folder: string, name: string): Promise<void> {
  return new Promise((resolve) => {
    const watching = watch(folder, () => {
      if (existsSync(join(folder, name))) return;
      watching.close();
      resolve();
    });
  });
}

async function parentOf(pid: number): Promise<number> {
  // Slim Linux images have no ps, macOS has no /proc.
  if (process.platform === 'linux') return Number(/^PPid:\s+(\d+)/m.exec(await readFile(`/proc/${pid}/status`, 'utf8'))?.[1]);
  return Number((await promisify(execFile)('ps', ['-o', 'ppid=', '-p', String(pid)])).stdout);
}

function ended(client: pg.Client): Promise<unknown> {
  return new Promise((resolve) => client.once('end', resolve));
}

/** Another process that boots the same data folder, in a process group of its own, as a terminal would give it. */
async function bootElsewhere(onInterrupt: string): Promise<{ child: ChildProcess; url: string; next(): Promise<string> }> {
  const root = join(process.cwd(), 'node_modules/@swc-node/register/esm/esm-register.mjs');
  const program = `
    import { bootPostgres } from ${JSON.stringify(pathToFileURL(join(process.cwd(), 'server/embedded/postgres/index.ts')).href)};
    import pg from 'pg';
    const postgres = await bootPostgres(${JSON.stringify({ dataDir, settings })});
    process.on('SIGINT', async () => { ${onInterrupt} });
    setInterval(() => undefined, 60_000);
    console.log(postgres.url);
  `;
  const child = spawn(process.execPath, ['--import', pathToFileURL(root).href, '--input-type=module', '--eval', program], {
    detached: true,
    cwd: join(process.cwd(), 'server'),
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => String((await lines.next()).value);
  return { child, url: await next(), next };
}

describe('the embedded PostgreSQL', () => {
  it('is PostgreSQL 18 in UTF-8, sorts by code point unless ICU is asked for, and brings the extensions we use', async () => {
    const { url } = await boot();
    expect(await query(url, `select current_setting('server_version_num')::int / 10000 as major`)).toEqual({ major: 18 });
    expect(
      await query(
        url,
        `select pg_encoding_to_char(encoding) as encoding, datlocprovider as provider, datlocale as locale
           from pg_database where datname = current_database()`,
      ),
    ).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' });
    expect(await query(url, `select 'É' > 'f' as plain, 'É' < 'f' collate "fr-x-icu" as french, lower('É') as low`)).toEqual({
      plain: true,
      french: true,
      low: 'é',
    });
    const wanted = ['btree_gist', 'citext', 'pg_trgm', 'pgcrypto', 'unaccent'];
    const { found } = (await query<{ found: string[] }>(
      url,
      `select array_agg(name::text order by name) as found from pg_available_extensions
        where name in (${wanted.map((name) => `'${name}'`).join()})`,
    )) ?? { found: [] };
    expect(found).toEqual(wanted);
  });

  it('keeps data and password between starts', async () => {
    const first = await boot();
    await query(first.url, 'create table kept (word text)');
    await query(first.url, `insert into kept values ('bonjour')`);
    await first.stop();
    const second = await boot({ port: first.port });
    expect(second.url).toBe(first.url);
    expect(await query(second.url, 'select word from kept')).toEqual({ word: 'bonjour' });
  });

  it('runs as somebody else than root, in a folder that is theirs alone', async () => {
    await boot();
    const { uid, mode } = await stat(await clusterFolder());
    expect(uid).not.toBe(0);
    expect(mode & 0o077).toBe(0);
  });

  it('wants the password, and listens to this machine only', async () => {
    const { url, port } = await boot();
    await expect(connect(`postgres://premierpas:wrong@127.0.0.1:${port}/premierpas`)).rejects.toThrow('password authentication failed');
    await expect(query(url, 'show listen_addresses')).resolves.toEqual({ listen_addresses: '127.0.0.1' });
  });

  it('takes the settings it is given', async () => {
    const { url } = await boot({ settings: { ...settings, work_mem: '7MB' } });
    expect(await query(url, 'show work_mem')).toEqual({ work_mem: '7MB' });
    expect(await query(url, 'show fsync')).toEqual({ fsync: 'off' });
  });

  it('says what PostgreSQL said when it cannot start', async () => {
    await expect(boot({ settings: { shared_buffers: 'plenty' } })).rejects.toThrow('shared_buffers');
    await boot();
  });

  it('goes to the next port when the wanted one is busy', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port: busy } = other.address() as { port: number };
    const { port } = await boot({ port: busy });
    expect(port).toBeGreaterThan(busy);
    other.close();
  });

  it('refuses a second start on the same folder, and leaves the first alone', async () => {
    const first = await boot();
    await expect(boot()).rejects.toThrow('Another start already runs PostgreSQL');
    expect(await query(first.url, 'select 1 as alive')).toEqual({ alive: 1 });
  });

  it('leaves no PostgreSQL behind when its app is killed', async () => {
    const { child, url } = await bootElsewhere('');
    const disconnected = ended(await connect(url));
    const cleanedUp = removed(await clusterFolder(), 'postmaster.pid');
    child.kill('SIGKILL');
    await disconnected;
    await cleanedUp;
    await expect(connect(url)).rejects.toThrow('ECONNREFUSED');
  });

  it('stops and replaces a PostgreSQL whose app and watcher were both killed', async () => {
    const { child, url } = await bootElsewhere('');
    const disconnected = ended(await connect(url));
    const gone = once(child, 'exit');
    process.kill(await parentOf(await postmaster()), 'SIGKILL');
    child.kill('SIGKILL');
    await gone;
    const next = await boot();
    await disconnected;
    expect(await query(next.url, 'select 1 as alive')).toEqual({ alive: 1 });
  });

  it('survives Ctrl-C until the app has finished with it', async () => {
    const { child, next } = await bootElsewhere(`
      const client = new pg.Client(postgres.url);
      await client.connect();
      console.log((await client.query("select 'drained' as word")).rows[0].word);
      await client.end();
      await postgres.stop();
      console.log('stopped');
      process.exit(0);
    `);
    process.kill(-(child.pid ?? 0), 'SIGINT');
    expect(await next()).toBe('drained');
    expect(await next()).toBe('stopped');
  });

  it('is not stopped by the traces of a crash: a half-made cluster, the process number of a stranger', async () => {
    const { home } = await choosePlace(dataDir);
    await mkdir(join(home, 'cluster.new-dead'));
    await writeFile(join(home, 'cluster.new-dead', 'PG_VERSION'), '18\n');
    await writeFile(join(home, 'cluster', 'postmaster.pid'), `${process.pid}\n${home}/cluster\n`, { mode: 0o644 });
    const { url } = await boot();
    expect(await query(url, 'select 1 as alive')).toEqual({ alive: 1 });
    await expect(stat(join(home, 'cluster.new-dead'))).rejects.toThrow('ENOENT');
  });

  it('starts anew when the data folder was removed', async () => {
    const first = await boot();
    await query(first.url, 'create table forgotten ()');
    await first.stop();
    await rm(dataDir, { recursive: true });
    const second = await boot({ port: first.port });
    expect(second.url).not.toBe(first.url);
    expect(await query(second.url, `select to_regclass('forgotten') as found`)).toEqual({ found: null });
  });

  it('never runs in production', async () => {
    const before = process.env['NODE_ENV'];
    process.env['NODE_ENV'] = 'production';
    try {
      await expect(boot()).rejects.toThrow('NODE_ENV=production');
    } finally {
      process.env['NODE_ENV'] = before;
    }
  });
});
