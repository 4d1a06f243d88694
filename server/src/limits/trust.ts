import { clock, days } from '../platform/clock.js';
import type { Viewer } from '../platform/graphql/context.js';

/** How well we know an account. */
export type Trust = 'NEW' | 'KNOWN';

const NEW_FOR = days(3);

/** The one place that says so: by its age. */
export function trustOf({ joinedAt }: Pick<Viewer, 'joinedAt'>): Trust {
  return clock.now().getTime() - joinedAt.getTime() < NEW_FOR ? 'NEW' : 'KNOWN';
}
