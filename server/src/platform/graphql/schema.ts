import { GraphQLSchema, specifiedDirectives } from 'graphql';
import { printSchemaWithDirectives } from '@graphql-tools/utils';
import { buildSchema as buildTypeGraphQLSchema, type NonEmptyArray } from 'type-graphql';
import { DateScalar, DateTimeScalar } from './scalars.js';
import { errorCodeEnum, guardDirectives } from './directives.js';
import { assertValid } from './validation.js';
import { guardSchema, type InConversation } from './guards.js';
import type { RateLimits } from '../rate-limits.js';

/** Instances made by hand; type-graphql knows each by its class. */
export type Resolvers = object[];

/** The schema with its directives, before the guards are put in: what `schema.graphql` prints. */
export async function describeSchema(resolvers: Resolvers): Promise<GraphQLSchema> {
  const instances = new Map<unknown, object>(resolvers.map((resolver) => [resolver.constructor, resolver]));
  const base = await buildTypeGraphQLSchema({
    // eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- type-graphql's own signature
    resolvers: resolvers.map((resolver) => resolver.constructor) as unknown as NonEmptyArray<Function>,
    container: { get: (type: unknown) => instances.get(type) },
    scalarsMap: [{ type: Date, scalar: DateTimeScalar }],
    pubSub: OURS_ALONE,
    // Ours, because type-graphql's own imports the validator anew for each argument, and waits for it.
    validateFn: assertValid,
  });
  const config = base.toConfig();
  return new GraphQLSchema({
    ...config,
    types: [...config.types, errorCodeEnum, DateScalar],
    directives: [...specifiedDirectives, ...guardDirectives(base)],
  });
}

/** type-graphql wants a bus as soon as there is a subscription; ours bring their own streams (`subscribe`) and use none. */
const OURS_ALONE = {
  publish: () => undefined,
  subscribe: (): never => {
    throw new Error('A subscription needs its own `subscribe`.');
  },
};

export async function buildSchema(resolvers: Resolvers, limits: RateLimits, inConversation: InConversation): Promise<GraphQLSchema> {
  return guardSchema(await describeSchema(resolvers), limits, inConversation);
}

export const printContract = (schema: GraphQLSchema): string =>
  `# The contract, emitted by the server (npm run schema). Rights stand beside the fields as directives.\n\n${printSchemaWithDirectives(schema)}\n`;
