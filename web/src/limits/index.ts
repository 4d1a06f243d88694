import type { Held } from './held';

export { type Held, heldBack } from './held';

/** Its words come when they are needed. */
export const sayHeld = async (held: Held): Promise<string> => (await import('./say-held')).sayHeld(held);
