import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { node24 } from './node24.mjs';
import { inOurPlace } from './run.mjs';

const QUIET = '--disable-warning=ExperimentalWarning';

/** Jest over everything, or over what `args` say. */
export function jest(args, env) {
  return counted(
    'Jest',
    (report) =>
      inOurPlace(
        node24(),
        ['--experimental-vm-modules', QUIET, 'node_modules/jest/bin/jest.js', ...args, '--json', `--outputFile=${report}`],
        env,
      ),
    ({ numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests, numTodoTests }) => ({
      passed: numPassedTests,
      // A file that does not even load has no failed test to count.
      failed: Math.max(numFailedTests, numFailedTestSuites),
      skipped: numPendingTests + numTodoTests,
    }),
  );
}

/** The stories of the site, in a real browser. */
export function stories(chromium, env) {
  return counted(
    'stories',
    (report) =>
      inOurPlace(
        node24(),
        [QUIET, 'node_modules/@playwright/test/cli.js', 'test', '-c', 'web/e2e/playwright.config.ts', '--reporter=list,json'],
        {
          ...env,
          CHROMIUM_PATH: chromium,
          PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        },
      ),
    ({ stats, errors }) => ({
      passed: stats.expected + stats.flaky,
      failed: Math.max(stats.unexpected, errors.length),
      skipped: stats.skipped,
      late: stats.flaky,
    }),
  );
}

/** Runs a runner and reads its counts from the report it writes; no report is a failure, whatever its exit code. */
async function counted(name, run, read) {
  const folder = mkdtempSync(join(tmpdir(), 'premier-pas-'));
  const report = join(folder, 'report.json');
  try {
    const code = await run(report);
    const counts = readCounts(report, read);
    if (code !== 0 && counts.failed === 0) counts.failed = 1;
    return { name, ...counts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readCounts(report, read) {
  try {
    return read(JSON.parse(readFileSync(report, 'utf8')));
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

/** One line over all runners. */
export function summary(results) {
  const total = (key) => results.reduce((sum, result) => sum + result[key], 0);
  const parts = results
    .map(
      ({ name, passed, failed, skipped, late }) => `${name} ${passed + failed + skipped}${late ? `, ${late} at the second attempt` : ''}`,
    )
    .join(', ');
  return `Tests: ${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped (${parts})`;
}
