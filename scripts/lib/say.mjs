/** One line about a long step, with its duration when it is done. */
export async function step(what, work) {
  process.stdout.write(`${what}… `);
  const started = Date.now();
  try {
    const result = await work();
    process.stdout.write(`done (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}

/** A failure whose message is for the person at the terminal: no stack. */
export class Refusal extends Error {}

/** Runs a script's main function and turns what goes wrong into a message and an exit code. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    console.error(error instanceof Refusal ? `\n${error.message}` : error);
    process.exitCode = 1;
  }
}
