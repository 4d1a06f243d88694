import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lookAround } from './machine.mjs';
import { serverOf } from './server-url.mjs';

describe('the server of an app', () => {
  it.each([
    ['https://premierpas.example', 'https://premierpas.example'],
    ['https://premierpas.example/', 'https://premierpas.example'],
    ['http://192.168.1.20:3000', 'http://192.168.1.20:3000'],
    ['http://10.0.2.2:3000', 'http://10.0.2.2:3000'],
  ])('is %s', (text, origin) => expect(serverOf(text, { release: false })).toBe(origin));

  it.each([
    undefined,
    '',
    'premierpas.example',
    'ftp://premierpas.example',
    'https://premierpas.example/app',
    'http://premierpas.example',
    'http://172.32.0.1',
  ])('is not %s', (text) => expect(() => serverOf(text, { release: false })).toThrow(/server|http/));

  it('speaks https in a release, wherever it is', () => {
    expect(() => serverOf('http://192.168.1.20:3000', { release: true })).toThrow('A release speaks https only.');
  });
});

describe('a machine', () => {
  const home = mkdtempSync(join(tmpdir(), 'machine-'));
  afterAll(() => rmSync(home, { recursive: true }));
  const java = (version: string) => {
    const folder = join(home, version, 'bin');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'java'), `#!/bin/sh\necho "    java.specification.version = ${version}" >&2\n`, { mode: 0o755 });
    return join(home, version);
  };
  const missing = (env: Record<string, string>) =>
    lookAround({ HOME: home, ANDROID_HOME: join(home, 'sdk'), ...env }).missing.map((line: string) => line.split(':')[0]);

  it('hears of everything it lacks at once, and of nothing else', () => {
    expect(missing({ JAVA_HOME: join(home, 'nowhere') })).toEqual(['JDK 21', 'Android SDK']);
    mkdirSync(join(home, 'sdk/platform-tools'), { recursive: true });
    expect(missing({ JAVA_HOME: java('17') })).toEqual(['JDK 21', 'SDK platform 36', 'The licences of the SDK']);
    for (const part of ['platforms/android-36', 'licenses']) mkdirSync(join(home, 'sdk', part), { recursive: true });
    expect(missing({ JAVA_HOME: java('25') })).toEqual(['JDK 21']);
    expect(missing({ JAVA_HOME: java('21') })).toEqual([]);
  });
});
