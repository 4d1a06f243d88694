import { getDirective, MapperKind, mapSchema, type DirectableObject } from '@graphql-tools/utils';
import { defaultFieldResolver, type GraphQLFieldConfig, type GraphQLSchema } from 'graphql';
import { sha256 } from '../crypto.js';
import { UserError } from '../errors.js';
import { networkOf, type RateLimits } from '../rate-limits.js';
import type { Context, Role, Viewer } from './context.js';

/** Whether this woman has an open conversation with that man. Given by the feature that knows. */
export type InConversation = (viewer: Viewer, otherId: string) => Promise<boolean>;

type Args = Record<string, unknown>;
type Guard = (viewer: Viewer | null, args: Args, context: Context) => void | Promise<void>;
type Rate = (args: Args, context: Context) => Promise<void>;
type FieldConfig = GraphQLFieldConfig<unknown, Context>;

/**
 * The directive in the schema *is* the guard: each field that bears one gets its `resolve` (or `subscribe`) wrapped here.
 * Fields without a directive are untouched and cost nothing. A root field that bears neither @public nor @auth is a
 * mistake that must not start.
 */
export function guardSchema(schema: GraphQLSchema, limits: RateLimits, inConversation: InConversation): GraphQLSchema {
  const unguarded: string[] = [];
  const roots = new Set([schema.getQueryType()?.name, schema.getMutationType()?.name, schema.getSubscriptionType()?.name]);
  const guarded = mapSchema(schema, {
    [MapperKind.OBJECT_FIELD]: (config, fieldName, typeName) => {
      const field = `${typeName}.${fieldName}`;
      const rights = readRights(schema, config as FieldConfig);
      if (roots.has(typeName) && !rights.isPublic && !rights.auth) unguarded.push(field);
      const guards = [authGuard(rights), subscribedGuard(rights, inConversation)].filter((guard) => guard !== null);
      const rates = rateGuards(rights, field, limits);
      return guards.length + rates.length > 0 ? wrap(config as FieldConfig, guards, rates) : undefined;
    },
  });
  if (unguarded.length > 0) throw new Error(`Root fields without @public or @auth: ${unguarded.join(', ')}`);
  return guarded;
}

export interface Rights {
  isPublic: boolean;
  auth: { role?: Role[]; suspended?: boolean; beforeTerms?: boolean } | undefined;
  subscribed: { orInConversation: boolean } | undefined;
  rateLimits: { max: number; window: string; by: 'ACCOUNT' | 'IP' | 'EMAIL' }[];
}

/** What a field's directives say; the documentation reads them here as well. */
export function readRights(schema: GraphQLSchema, config: DirectableObject): Rights {
  return {
    isPublic: getDirective(schema, config, 'public') !== undefined,
    auth: getDirective(schema, config, 'auth')?.[0] as Rights['auth'],
    subscribed: getDirective(schema, config, 'subscribed')?.[0] as Rights['subscribed'],
    rateLimits: (getDirective(schema, config, 'rateLimit') ?? []) as Rights['rateLimits'],
  };
}

function authGuard({ auth }: Rights): Guard | null {
  if (!auth) return null;
  return (viewer, _args, context) => {
    if (!viewer) throw new UserError(context.refusal ?? 'UNAUTHENTICATED');
    if (viewer.status !== 'ACTIVE' && !(auth.suspended && viewer.status !== 'DELETED')) throw new UserError('ACCOUNT_SUSPENDED');
    if (!viewer.verified) throw new UserError('EMAIL_UNVERIFIED');
    if (auth.role && !auth.role.includes(viewer.role)) throw new UserError('FORBIDDEN');
    if (!viewer.termsAccepted && !auth.beforeTerms) throw new UserError('TERMS_CHANGED');
  };
}

function subscribedGuard({ subscribed }: Rights, inConversation: InConversation): Guard | null {
  if (!subscribed) return null;
  const refuse = (): never => {
    throw new UserError('SUBSCRIPTION_REQUIRED');
  };
  return (viewer, args) => {
    if (viewer?.role !== 'WOMAN' || viewer.subscribed) return;
    if (!subscribed.orInConversation || typeof args.id !== 'string') return refuse();
    return inConversation(viewer, args.id).then((talking) => {
      if (!talking) refuse();
    });
  };
}

function rateGuards({ rateLimits }: Rights, field: string, limits: RateLimits): Rate[] {
  return rateLimits.map(({ max, window, by }) => {
    const limit = limits.limit(field, max, window);
    return (args, context) => limit.consume(`${by}:${rateKey(by, args, context)}`);
  });
}

function rateKey(by: 'ACCOUNT' | 'IP' | 'EMAIL', args: Args, context: Context): string {
  if (by === 'IP') return networkOf(context.request.ip);
  if (by === 'ACCOUNT') return context.viewer?.id ?? networkOf(context.request.ip);
  const email = (args.input as Args | undefined)?.email ?? args.email;
  if (typeof email !== 'string') return networkOf(context.request.ip);
  // What strangers use up with somebody's address is not taken from a device of theirs. A digest: what is typed here may be anything.
  return context.request.deviceOf(email) ?? sha256(email.trim().normalize('NFC').toLowerCase());
}

/** `rates` count calls, so they are asked once; `guards` again for each event of a subscription. */
function wrap(config: FieldConfig, guards: Guard[], rates: Rate[]): FieldConfig {
  const check = async (args: Args, context: Context): Promise<void> => {
    if (guards.length === 0) return;
    const viewer = await context.currentViewer();
    for (const guard of guards) await guard(viewer, args, context);
  };
  const checkAll = async (args: Args, context: Context): Promise<void> => {
    await check(args, context);
    for (const rate of rates) await rate(args, context);
  };
  const { subscribe, resolve = defaultFieldResolver } = config;
  if (!subscribe) {
    return {
      ...config,
      resolve: async (root, args: Args, context, info) => {
        await checkAll(args, context);
        return resolve(root, args, context, info) as unknown;
      },
    };
  }
  return {
    ...config,
    // What our streams bring is the answer as it stands: a resolver that hands it on costs as much as the rest of an event.
    resolve: (event) => event,
    subscribe: async (root, args: Args, context, info) => {
      await checkAll(args, context);
      return recheckEach((await subscribe(root, args, context, info)) as AsyncIterable<unknown>, () => check(args, context));
    },
  };
}

/** Rights may end while a subscription lives: each event passes the guard again, and the first refusal ends the stream. */
function recheckEach(events: AsyncIterable<unknown>, check: () => Promise<void>): AsyncIterableIterator<unknown> {
  const source = events[Symbol.asyncIterator]();
  return {
    async next() {
      const result = await source.next();
      if (result.done) return result;
      try {
        await check();
      } catch (err) {
        await source.return?.();
        throw err;
      }
      return result;
    },
    async return() {
      await source.return?.();
      return { done: true, value: undefined };
    },
    async throw(err: unknown) {
      await source.return?.();
      throw err;
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}
