import { z } from 'zod';
import type { Bounds } from '../body/receive.js';
import { ANY_SIZE } from '../body/receive.js';
import { Refusal } from '../errors.js';

const field = z.string().regex(/^\$./);
const size = z.int().min(0);

const POLICY = z.object({
  expiration: z.iso.datetime(),
  conditions: z.array(
    z.union([
      z.tuple([z.literal('content-length-range'), size, size]),
      z.tuple([z.enum(['eq', 'starts-with']), field, z.string()]),
      z.record(z.string().min(1), z.string()),
    ]),
  ),
});

interface Condition {
  kind: 'eq' | 'starts-with';
  /** In lower case. */
  field: string;
  value: string;
}

interface Policy {
  expiration: number;
  conditions: Condition[];
  bounds: Bounds;
}

export function readPolicy(base64: string): Policy {
  const bounds = { ...ANY_SIZE };
  const conditions: Condition[] = [];
  const { expiration, conditions: written } = parse(base64);
  for (const condition of written) {
    if (!Array.isArray(condition)) {
      for (const [name, value] of Object.entries(condition)) conditions.push({ kind: 'eq', field: name.toLowerCase(), value });
    } else if (condition[0] === 'content-length-range') {
      bounds.least = Math.max(bounds.least, condition[1]);
      bounds.most = Math.min(bounds.most, condition[2]);
    } else {
      conditions.push({ kind: condition[0], field: condition[1].slice(1).toLowerCase(), value: condition[2] });
    }
  }
  return { expiration: Date.parse(expiration), conditions, bounds };
}

function parse(base64: string): z.infer<typeof POLICY> {
  try {
    return POLICY.parse(JSON.parse(Buffer.from(base64, 'base64').toString()));
  } catch {
    throw new Refusal('InvalidPolicyDocument');
  }
}

/** The policy is proven by the other two, and the file by its bounds. */
const BESIDE_THE_POLICY = new Set(['policy', 'x-amz-signature', 'file']);

/**
 * Every condition must hold for what the form says, and nothing may be said that no condition covers. A policy that
 * names no bucket or no key would hold for any.
 */
export function assertAllowed({ expiration, conditions }: Policy, fields: ReadonlyMap<string, string>, now: number): void {
  if (now > expiration) throw refused('Policy expired.');
  for (const { kind, field, value } of conditions) {
    const said = fields.get(field);
    if (said === undefined || !holds(kind, field, said, value)) {
      throw refused(`Policy Condition failed: ${JSON.stringify([kind, `$${field}`, value])}`);
    }
  }
  const covered = new Set(conditions.map((condition) => condition.field));
  for (const name of ['bucket', 'key']) if (!covered.has(name)) throw refused(`Policy did not reference these fields: ${name}`);
  const extra = [...fields.keys()].filter((name) => !covered.has(name) && !BESIDE_THE_POLICY.has(name) && !name.startsWith('x-ignore-'));
  if (extra.length > 0) throw refused(`Extra input fields: ${extra.join(', ')}`);
}

function holds(kind: Condition['kind'], field: string, said: string, value: string): boolean {
  if (kind === 'eq') return said === value;
  // A list of types begins with a type only if each of them does.
  return (field === 'content-type' ? said.split(/ *, */) : [said]).every((each) => each.startsWith(value));
}

const refused = (why: string): Refusal => new Refusal('AccessDenied', `Invalid according to Policy: ${why}`);
