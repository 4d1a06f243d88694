/** The run is over: what the houses said all along is searched for what nobody must say. */
export default async function teardown() {
  await globalThis.testDatabase?.stop();
  await globalThis.testStore?.stop();
  const { report, scanRun } = await import('./log/scan.ts');
  const findings = scanRun(process.env.TEST_RUN_DIR);
  console.log(report(findings));
  // To throw here would take the report of the tests away.
  if (findings.leaks.length > 0) process.exitCode = 1;
}
