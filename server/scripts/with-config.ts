import { inProduction, loadConfig, type Config } from '../src/platform/config.js';

/** For commands that production knows as well, where there are no embedded servers to be imported. */
export async function withConfig<T>(work: (config: Config) => Promise<T>): Promise<T> {
  if (inProduction()) return work(loadConfig());
  const { withConfigAtHand } = await import('../embedded/config-at-hand.js');
  return withConfigAtHand(({ config }) => work(config));
}
