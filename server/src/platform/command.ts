/** Runs a command of the terminal: says what came of it, and ends with the exit code that fits. */
export async function command(work: () => Promise<{ done: boolean; message: string }>): Promise<void> {
  try {
    const { done, message } = await work();
    process.stdout.write(`${message}\n`);
    process.exitCode = done ? 0 : 1;
  } catch (err) {
    process.stderr.write(`${err instanceof Error ? err.message : String(err)}\n`);
    process.exitCode = 1;
  }
}
