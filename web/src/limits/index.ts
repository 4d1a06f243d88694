import type { Held } from './held';

export { type Held, heldBack } from './held';

/** Their words come when they are needed. */
export const explain = async (error: unknown): Promise<string | undefined> => (await import('./say-held')).explain(error);
export const sayHeld = async (held: Held): Promise<string> => (await import('./say-held')).sayHeld(held);
