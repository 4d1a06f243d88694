import { createUnionType, Field, ID, ObjectType } from 'type-graphql';

@ObjectType({ description: 'The other is typing, as of now.', simpleResolvers: true })
export class Typing {
  @Field(() => ID, { description: 'Where.' })
  conversationId: string;
}

@ObjectType({ description: 'Whether the other has this conversation open. Until told, assume not.', simpleResolvers: true })
export class Presence {
  @Field(() => ID, { description: 'Where.' })
  conversationId: string;

  @Field({ description: 'Whether they are here now.' })
  online: boolean;
}

/** Told apart by class, without a `resolveType` of our own: see `Person`. */
export const Signal = createUnionType({
  name: 'Signal',
  description: 'A hint that is never stored, and may be lost.',
  types: () => [Typing, Presence] as const,
});
export type Signal = Typing | Presence;
