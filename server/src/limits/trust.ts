import { clock, days } from '../platform/clock.js';
import type { Viewer } from '../platform/graphql/context.js';

/** How well we know an account. */
export type Trust = 'NEW' | 'KNOWN';

const NEW_FOR = days(3);

/** The one place that says so: by its age, or by a number, which few have many of. */
export function trustOf({ joinedAt, numberProven }: Pick<Viewer, 'joinedAt' | 'numberProven'>): Trust {
  return !numberProven && clock.now().getTime() - joinedAt.getTime() < NEW_FOR ? 'NEW' : 'KNOWN';
}
