import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../platform/graphql/connections.js';
import { DateScalar } from '../platform/graphql/scalars.js';

@ObjectType({ description: 'Somebody I blocked.', simpleResolvers: true })
export class BlockedPerson {
  @Field(() => ID, { description: 'For `unblock`.' })
  id: string;

  @Field(() => String, {
    nullable: true,
    description:
      'His name, to a woman. Null to a man: outside an open conversation he is told nothing of a woman, what he once read included.',
  })
  username: string | null;

  @Field(() => DateScalar, { description: 'The day I blocked them.' })
  since: string;
}

@ObjectType({ description: 'People I blocked, last first.', simpleResolvers: true })
export class BlockedPersonConnection extends connectionOf('BlockedPerson', () => BlockedPerson) {}
