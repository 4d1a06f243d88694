import { inProduction, loadConfig, type Config } from '../src/platform/config.js';

/**
 * For commands that production knows as well, where there are no embedded servers to be imported. `atRest` tells that the
 * database is the embedded one, booted for this command: it may never have been started with.
 */
export async function withConfig<T>(work: (config: Config, atRest: boolean) => Promise<T>): Promise<T> {
  if (inProduction()) return work(loadConfig(), false);
  const { withConfigAtHand } = await import('../embedded/config-at-hand.js');
  return withConfigAtHand(({ config, atRest }) => work(config, atRest));
}
