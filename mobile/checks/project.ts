import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const MOBILE = join(ROOT, 'mobile');
export const CAPACITOR = join(ROOT, 'node_modules/@capacitor');

export interface Identity {
  appId: string;
  appName: string;
}

/** The one place where the app has its id and its name; Gradle reads it too. */
export const identityOf = (mobile: string): Identity => JSON.parse(readFileSync(join(mobile, 'capacitor.config.json'), 'utf8')) as Identity;

/** What a command said when it failed, in the lines that name something; nothing when it did not. */
export function saidBy(error: unknown): string[] {
  const { stdout = '', stderr = '' } = error as { stdout?: Buffer | string; stderr?: Buffer | string };
  const lines = `${stdout.toString()}\n${stderr.toString()}`.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 ? lines : [String(error)];
}
