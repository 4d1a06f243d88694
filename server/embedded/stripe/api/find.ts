import { missingReference, missingResource } from '../errors.js';

/** The object of the path, or 404. */
export function at<T>(table: Record<string, T>, kind: string, id: string): T {
  const found = Object.hasOwn(table, id) ? table[id] : undefined;
  if (found === undefined) throw missingResource(kind, id, kind === 'checkout.session' ? 'session' : 'id');
  return found;
}

/** The object a parameter names, or 400. */
export function named<T>(table: Record<string, T>, kind: string, id: string, param: string): T {
  const found = Object.hasOwn(table, id) ? table[id] : undefined;
  if (found === undefined) throw missingReference(kind, id, param);
  return found;
}

/** Sets and unsets keys as Stripe merges metadata; null empties it. */
export function merged(known: Record<string, string>, given: Record<string, string> | null): Record<string, string> {
  if (given === null) return {};
  const all = { ...known, ...given };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
}

/** Assigns what was given, and leaves what was not. */
export function assign<T extends object>(target: T, values: { [K in keyof T]?: T[K] | undefined }): void {
  for (const [key, value] of Object.entries(values)) if (value !== undefined) target[key as keyof T] = value as T[keyof T];
}
