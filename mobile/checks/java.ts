import { execFileSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { saidBy } from './project';

/** Whether our Java can be read. Its types are Android's and Capacitor's: only Gradle knows them. */
export function javaProblems(mobile: string): string[] {
  const sources = globSync('android/app/src/main/java/**/*.java', { cwd: mobile }).map((file) => join(mobile, file));
  const work = mkdtempSync(join(tmpdir(), 'javac-'));
  try {
    execFileSync(process.env.JAVAC ?? 'javac', ['-proc:none', '-XDshould-stop.ifNoError=PARSE', '-d', work, ...sources], { stdio: 'pipe' });
    return sources.length > 0 ? [] : ['There is no Java of ours.'];
  } catch (error) {
    return saidBy(error);
  } finally {
    rmSync(work, { recursive: true });
  }
}
