import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { randomToken } from '../src/platform/crypto.js';

const NAMES = ['TOKEN_SECRET', 'PASSWORD_PEPPER', 'CURSOR_SECRET', 'PUSH_SECRET'] as const;

/** Secrets made on the first start and kept beside the data they protect: a restart signs nobody out. */
export function keptSecrets(dataDir: string, names: readonly string[] = NAMES): Record<string, string> {
  const file = join(dataDir, 'secrets.json');
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>) : {};
  const missing = names.filter((name) => !kept[name]);
  const secrets = { ...kept, ...Object.fromEntries(missing.map((name) => [name, randomToken(48)])) };
  if (missing.length > 0) writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return Object.fromEntries(names.map((name) => [name, secrets[name] ?? '']));
}
