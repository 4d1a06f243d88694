import { spawn, type ChildProcess } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { freePort } from '../../../embedded/ports.js';
import { useHouse } from '../../../test/harness.js';
import { aPicture, EICAR } from '../../../test/media-files.js';
import { aMan } from '../../../test/people.js';
import { sent } from '../../../test/uploading.js';
import { PROJECT_ROOT } from '../../platform/project-root.js';
import { MOST_BYTES } from '../media.types.js';
import { clamd } from './antivirus.js';

/** A real clamd that knows one virus: EICAR's test file, alone and as it stands behind a picture. */
const folder = mkdtempSync(join(tmpdir(), 'premier-pas-clamd-'));
const { port } = await freePort(0);
useHouse({ ANTIVIRUS: 'clamd', CLAMD_URL: `tcp://127.0.0.1:${port}` });

let daemon: ChildProcess;

const signature = (name: string, file: Buffer): string => `${createHash('md5').update(file).digest('hex')}:${file.length}:${name}`;

async function answers(): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const opened = await once(socket, 'connect').catch(() => null);
    socket.destroy();
    if (opened) return;
    if (daemon.exitCode !== null) throw new Error(`clamd ended with ${daemon.exitCode}`);
    await wait(50);
  }
}

let infected: Buffer;

beforeAll(async () => {
  infected = Buffer.concat([await aPicture(), Buffer.from(EICAR)]);
  writeFileSync(
    join(folder, 'test.hdb'),
    [signature('Eicar-Test', Buffer.from(EICAR)), signature('Eicar-Behind', infected), ''].join('\n'),
  );
  const settings = [
    `TCPSocket ${port}`,
    'TCPAddr 127.0.0.1',
    `DatabaseDirectory ${folder}`,
    `TemporaryDirectory ${folder}`,
    'Foreground yes',
    // What it reads, as in production.
    ...(readFileSync(join(PROJECT_ROOT, 'deploy/clamd.conf'), 'utf8').match(/^(StreamMaxLength|MaxFileSize) .+$/gm) ?? []),
    'User root',
  ];
  writeFileSync(join(folder, 'clamd.conf'), settings.filter((line) => process.getuid?.() === 0 || !line.startsWith('User')).join('\n'));
  daemon = spawn(process.env.CLAMD ?? 'clamd', ['--config-file', join(folder, 'clamd.conf')], { stdio: 'ignore' });
  await answers();
}, 60_000);

afterAll(async () => {
  daemon.kill('SIGKILL');
  if (daemon.exitCode === null && daemon.signalCode === null) await once(daemon, 'exit');
  rmSync(folder, { recursive: true, force: true });
});

it('finds what it knows, and lets everything else through', async () => {
  const scan = clamd(`tcp://127.0.0.1:${port}`);
  const file = (name: string, content: Buffer): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  expect(await scan(file('virus', Buffer.from(EICAR)))).toContain('Eicar-Test');
  expect(await scan(file('large', Buffer.alloc(5_000_000, 7)))).toBeNull();
});

it('keeps an infected picture from everybody, and tells its owner', async () => {
  const hugo = await aMan();
  expect(await sent(hugo, infected)).toMatchObject({ status: 'REJECTED', refusal: 'INFECTED', shown: null });
  expect(await sent(hugo, await aPicture())).toMatchObject({ status: 'READY' });
});

it('that cannot be asked lets nothing through', async () => {
  const { port: nobody } = await freePort(0);
  await expect(clamd(`tcp://127.0.0.1:${nobody}`)(join(folder, 'virus'))).rejects.toThrow(/ECONNREFUSED/);
});

test('the virus scanner looks at the largest film there may be, as the stack has it set', async () => {
  const path = join(folder, 'large');
  writeFileSync(path, '');
  truncateSync(path, MOST_BYTES.VIDEO);
  expect(await clamd(`tcp://127.0.0.1:${port}`)(path)).toBeNull();
});
