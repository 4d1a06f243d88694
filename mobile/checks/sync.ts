import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CAPACITOR, ROOT, saidBy } from './project';

/** What `cap sync` writes and we keep: the plugins by name. */
const WRITTEN = ['capacitor.settings.gradle', 'app/capacitor.build.gradle'];

/** What `cap sync` would change: a plugin that was installed and not synced, or a generated file that was edited. */
export function syncProblems(mobile: string): string[] {
  // As deep in the house as mobile/ is: the paths it writes lead to node_modules.
  const copy = mkdtempSync(join(ROOT, '.cap-sync-'));
  try {
    for (const part of ['package.json', 'capacitor.config.json', 'android'])
      cpSync(join(mobile, part), join(copy, part), { recursive: true });
    mkdirSync(join(copy, 'dist'));
    writeFileSync(join(copy, 'dist/index.html'), '<html><head></head></html>');
    execFileSync(process.execPath, [join(CAPACITOR, 'cli/bin/capacitor'), 'sync', 'android'], { cwd: copy, stdio: 'pipe' });
    const read = (folder: string, file: string) => readFileSync(join(folder, 'android', file), 'utf8');
    return WRITTEN.filter((file) => read(copy, file) !== read(mobile, file)).map((file) => `android/${file} is not what cap sync writes`);
  } catch (error) {
    return saidBy(error);
  } finally {
    rmSync(copy, { recursive: true });
  }
}
