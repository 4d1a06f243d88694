import { copyFile, open, readdir, readFile, stat, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { DataSource } from 'typeorm';
import { backUpHouse, backUpWhile, somebodyWaits, useBackups, type Database as OtherDatabase } from '../../../../test/backups.js';
import { theHouse, useHouse } from '../../../../test/harness.js';
import { aMan, aPost } from '../../../../test/people.js';
import { testConfig } from '../../../../test/test-config.js';
import { EventBus } from '../../events.js';
import { testLogger } from '../../../../test/log/logger.js';
import { Database } from '../database.js';
import { migrations } from '../migrations/index.js';
import { entryOf, MANIFEST, type Manifest } from './manifest.js';
import { BackupReader } from './reader.js';
import { BLOCK } from './tar.js';
import { BackupWriter, SUMS } from './writer.js';

useHouse();
const backups = useBackups();

const AD = 'Un café au marché samedi ?';
let whole: string;

beforeAll(async () => {
  await aPost(await aMan(), AD);
  whole = (await backUpHouse(backups.folder())).path;
});

const house = <Row>(sql: string): Promise<Row[]> => theHouse().app.db.query<Row>(sql);

/** Refuses it, and leaves an empty database as it was. */
async function isRefused(path: string, message: RegExp): Promise<void> {
  const database = await backups.anEmptyDatabase();
  await expect(database.restore(path)).rejects.toThrow(message);
  expect(await database.isEmpty()).toBe(true);
}

/** As it was before `CodeLimits`. */
async function anOlderDatabase(): Promise<OtherDatabase> {
  const database = await backups.anEmptyDatabase();
  const before = migrations.slice(
    0,
    migrations.findIndex((migration) => new migration().name?.startsWith('CodeLimits')),
  );
  const source = new DataSource({ type: 'postgres', url: database.url, migrations: before, installExtensions: false });
  await source.initialize();
  await source.runMigrations({ transaction: 'each' });
  await source.destroy();
  return database;
}

/** The same backup with one entry changed and every checksum right again: a mistake of ours, or no mistake at all. */
async function rewritten(name: string, change: (content: Buffer) => Buffer): Promise<string> {
  const [path, reader] = [backups.file(), await BackupReader.open(whole)];
  const writer = await BackupWriter.begin(path, new Date());
  for (const entry of reader.names.filter((known) => known !== SUMS)) {
    const pieces: Buffer[] = [];
    for await (const piece of reader.content(entry)) pieces.push(piece);
    const content = Buffer.concat(pieces);
    await writer.add(entry, [entry === name ? change(content) : content]);
  }
  await writer.finish();
  await reader.close();
  return path;
}

const withManifest = (change: (manifest: Manifest) => object): Promise<string> =>
  rewritten(MANIFEST, (json) => Buffer.from(JSON.stringify(change(JSON.parse(json.toString()) as Manifest))));

describe('a backup', () => {
  it('is read by its owner alone, and named by its instant in a folder', async () => {
    expect((await stat(whole)).mode & 0o777).toBe(0o600);
    expect(whole).toMatch(/\/premierpas-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ\.tar$/);
  });

  it('never takes the place of another', async () => {
    await expect(backUpHouse(whole)).rejects.toThrow('exists already');
  });

  it('that breaks off leaves nothing behind', async () => {
    const path = backups.file();
    const before = await readdir(dirname(path));
    const broken = backUpWhile(path, async () => {
      await house(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'premier-pas backup'`,
      );
    });
    await expect(broken).rejects.toThrow();
    expect(await readdir(dirname(path))).toEqual(before);
  });

  it('of a database that is not ours is none', async () => {
    const stranger = await backups.anEmptyDatabase();
    await expect(stranger.backUp(backups.file())).rejects.toThrow('nothing of Premier Pas');
  });

  it('holds up a start only when it has something to migrate, and before it has any lock that others would wait for', async () => {
    const old = await anOlderDatabase();
    const db = new Database(testConfig(old.url).database, [], new EventBus(), testLogger('error'));
    await db.connect();
    const { app } = theHouse();
    let migrating: Promise<void> | undefined;
    await backUpWhile(
      backups.file(),
      async () => {
        migrating = db.migrate();
        await somebodyWaits(old.url, 'advisory');
      },
      old.url,
    );
    await migrating;
    await backUpWhile(backups.file(), () => app.db.migrate());
    expect(await old.query('SELECT name FROM migrations')).toHaveLength(migrations.length);
    await db.close();
  });

  it('has every table that the database lists, one that a migration makes tomorrow too, and says so where it cannot be restored', async () => {
    await house(
      'CREATE TABLE tomorrow (id bigint GENERATED ALWAYS AS IDENTITY, words text, n int GENERATED ALWAYS AS (length(words)) STORED)',
    );
    await house(`INSERT INTO tomorrow (words) VALUES ('not forgotten')`);
    const { path, manifest } = await backUpHouse(backups.file());
    await house('DROP TABLE tomorrow');
    expect(manifest.tables.find(({ name }) => name === 'tomorrow')).toMatchObject({ columns: ['id', 'words'], rows: 1 });
    const listed = await house<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'
       AND tablename NOT IN ('migrations', 'rate_limits', 'text_marks', 'sign_in_brakes', 'counted_readers') ORDER BY 1`,
    );
    expect(manifest.tables.map(({ name }) => name).filter((name) => name !== 'tomorrow')).toEqual(listed.map(({ name }) => name));
    await isRefused(path, /other tables here: tomorrow\(id,words\)/);
  });
});

describe('a restore', () => {
  it('refuses a file of which one byte was changed, wherever it lies', async () => {
    const bytes = await readFile(whole);
    const content = bytes.indexOf('"takenAt"');
    const places = [0, 136, BLOCK - 1, BLOCK, content, bytes.indexOf('SHA256SUMS') + BLOCK, bytes.length - 2 * BLOCK, bytes.length - 1];
    const everywhere = Array.from({ length: 200 }, (_, n) => Math.floor((bytes.length * n) / 200));
    const altered = backups.file();
    await copyFile(whole, altered);
    const file = await open(altered, 'r+');
    for (const at of [...places, ...everywhere]) {
      const right = bytes.subarray(at, at + 1);
      await file.write(Buffer.from([right[0]! ^ 1]), 0, 1, at);
      await expect(BackupReader.open(altered)).rejects.toThrow('no whole backup');
      await file.write(right, 0, 1, at);
    }
    await file.write(Buffer.from('!'), 0, 1, content);
    await file.close();
    await isRefused(altered, /Nothing was touched/);
  });

  it('refuses a file that was cut off, wherever it ends', async () => {
    const cut = backups.file();
    await copyFile(whole, cut);
    const { size } = await stat(whole);
    for (const end of [
      size - 1,
      size - BLOCK,
      size - 2 * BLOCK,
      ...Array.from({ length: 50 }, (_, n) => Math.floor((size * (49 - n)) / 50)),
    ]) {
      await truncate(cut, end);
      await expect(BackupReader.open(cut)).rejects.toThrow('no whole backup');
    }
    await isRefused(cut, /Nothing was touched/);
  });

  it('refuses a backup of a newer version, by its form or by its migrations', async () => {
    await isRefused(await withManifest((manifest) => ({ ...manifest, format: 2, tables: 'as nobody knows yet' })), /newer version/);
    const newer = (manifest: Manifest): object => ({ ...manifest, migrations: [...manifest.migrations, 'NextYear9999999999999'] });
    await isRefused(await withManifest(newer), /newer version of Premier Pas \(NextYear9999999999999\)/);
  });

  it('refuses rows that are not those that were counted and added up', async () => {
    const ads = entryOf('male_posts');
    const other = (csv: Buffer): Buffer => gzipSync(gunzipSync(csv).toString().replace(AD, 'Un autre café'));
    await isRefused(await rewritten(ads, other), /male_posts did not arrive as it left/);
    const none = (csv: Buffer): Buffer => gzipSync(`${gunzipSync(csv).toString().split('\n')[0]}\n`);
    await isRefused(await rewritten(ads, none), /male_posts.*0 rows came in of 1/);
  });

  it('refuses a database that holds anything, and leaves it as it is', async () => {
    const database = await backups.anEmptyDatabase();
    await database.query('CREATE TABLE users (name text)');
    await database.query(`INSERT INTO users VALUES ('somebody')`);
    await expect(database.restore(whole)).rejects.toThrow('not empty: it has users');
    expect(await database.query('SELECT name FROM users')).toEqual([{ name: 'somebody' }]);
  });

  it('of a backup refused before can be had by the same database afterwards', async () => {
    const database = await backups.anEmptyDatabase();
    const ads = await rewritten(entryOf('male_posts'), (csv) => gzipSync(gunzipSync(csv).toString().replace(AD, 'Un autre café')));
    await expect(database.restore(ads)).rejects.toThrow('male_posts');
    await database.restore(whole);
    expect(await database.query('SELECT text FROM male_posts')).toEqual([{ text: AD }]);
  });

  it('brings the rows of an older version into the tables of this one', async () => {
    const old = await anOlderDatabase();
    await old.query(`
      INSERT INTO pending_sign_ups (id, role, email, email_key, password_hash, birth_date, locale, terms_version, privacy_version, code_expires_at, created_at)
      VALUES (gen_random_uuid(), 'MAN', 'a@b.fr', 'a@b.fr', 'x', '1990-01-01', 'FR', '1', '1', now(), now())`);
    const path = backups.file();
    await old.backUp(path);

    const database = await backups.anEmptyDatabase();
    await database.restore(path);
    expect(await database.query('SELECT email, codes_sent FROM pending_sign_ups')).toEqual([{ email: 'a@b.fr', codes_sent: 0 }]);
    expect(await database.query('SELECT name FROM migrations ORDER BY id')).toEqual(
      migrations.map((migration) => ({ name: new migration().name })),
    );
  });
});
