import { Directive, Field, ObjectType, Query, registerEnumType, Resolver } from 'type-graphql';
import type { RateLimits } from '../rate-limits.js';
import { buildSchema } from './schema.js';

const Role = { MAN: 'MAN' };
registerEnumType(Role, { name: 'Role' });

@ObjectType()
class Thing {
  @Field(() => Role)
  role: string;
}

@Resolver()
class Open {
  @Directive('@public')
  @Query(() => Thing)
  declared(): Thing {
    return { role: 'MAN' };
  }
}

@Resolver()
class Leaky {
  @Query(() => Thing)
  forgotten(): Thing {
    return { role: 'MAN' };
  }
}

const build = (resolvers: object[]) => buildSchema(resolvers, {} as RateLimits, () => Promise.resolve(false));

describe('guards', () => {
  it('let a schema start whose root fields all say who may read them', async () => {
    await expect(build([new Open()])).resolves.toBeDefined();
  });

  it('refuse to start with a root field that says nothing', async () => {
    await expect(build([new Open(), new Leaky()])).rejects.toThrow('Root fields without @public or @auth: Query.forgotten');
  });
});
