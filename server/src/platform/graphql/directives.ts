import {
  DirectiveLocation,
  GraphQLBoolean,
  GraphQLDirective,
  GraphQLEnumType,
  GraphQLInt,
  GraphQLList,
  GraphQLNonNull,
  GraphQLString,
  type GraphQLSchema,
} from 'graphql';
import { ERROR_CODES } from '../errors.js';

const on = [DirectiveLocation.FIELD_DEFINITION];

export const errorCodeEnum = new GraphQLEnumType({
  name: 'ErrorCode',
  description: 'Every value of `errors[].extensions.code`.',
  values: Object.fromEntries(Object.entries(ERROR_CODES).map(([code, description]) => [code, { description }])),
});

const rateLimitKeyEnum = new GraphQLEnumType({
  name: 'RateLimitKey',
  description: 'Whose calls are counted together.',
  values: {
    ACCOUNT: { description: 'The signed-in account.' },
    IP: { description: 'The network address.' },
    EMAIL: { description: 'The e-mail address in the input.' },
  },
});

/** The rights of the API. `guards.ts` reads them from the schema and is their only implementation. */
export function guardDirectives(schema: GraphQLSchema): GraphQLDirective[] {
  const role = schema.getType('Role') as GraphQLEnumType;
  return [
    new GraphQLDirective({ name: 'public', description: 'Anyone, signed in or not.', locations: on }),
    new GraphQLDirective({
      name: 'auth',
      description:
        'Signed in, with a verified e-mail, an account in good standing (with `suspended`, also one that is suspended or banned) and the terms in force accepted (with `beforeTerms`, also without); where roles are listed, with one of them.',
      locations: on,
      args: {
        role: { type: new GraphQLList(new GraphQLNonNull(role)) },
        suspended: { type: GraphQLBoolean, defaultValue: false },
        beforeTerms: { type: GraphQLBoolean, defaultValue: false },
      },
    }),
    new GraphQLDirective({
      name: 'subscribed',
      description:
        'Binds women only: an active membership or, with `orInConversation`, an open conversation with the person named by the argument `id`.',
      locations: on,
      args: { orInConversation: { type: GraphQLBoolean, defaultValue: false } },
    }),
    new GraphQLDirective({
      name: 'rateLimit',
      isRepeatable: true,
      description: 'At most `max` calls in each `window` (30s, 10m, 1h), counted by account, address or e-mail. Beyond: RATE_LIMITED.',
      locations: on,
      args: {
        max: { type: new GraphQLNonNull(GraphQLInt) },
        window: { type: new GraphQLNonNull(GraphQLString) },
        by: { type: new GraphQLNonNull(rateLimitKeyEnum) },
      },
    }),
  ];
}
