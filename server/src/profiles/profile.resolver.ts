import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Me, RoleEnum } from '../accounts/index.js';
import type { Role, SignedIn } from '../platform/graphql/context.js';
import { IdArg } from '../platform/graphql/validation.js';
import { illustrationsFor } from './illustrations.js';
import { Interest } from './interest.types.js';
import { INTERESTS } from './interests.js';
import type { PeopleService } from './people.service.js';
import { Man, Person } from './person.types.js';
import type { ProfileService } from './profile.service.js';
import { MyProfile, UpdateProfileInput } from './profile.types.js';

@Resolver(() => Me)
export class ProfileResolver {
  constructor(
    private readonly profiles: ProfileService,
    private readonly people: PeopleService,
  ) {}

  @Directive('@public')
  @Query(() => [Interest], { description: 'The tastes one may pick, in the order of the forms.' })
  interests(): readonly Interest[] {
    return INTERESTS;
  }

  @Directive('@public')
  @Query(() => [String], {
    description: 'Keys of the illustrated portraits one may choose from. The picture is at `/illustrations/KEY.svg`.',
  })
  illustrations(@Arg('role', () => RoleEnum, { description: 'MAN or WOMAN; others have none.' }) role: Role): readonly string[] {
    return illustrationsFor(role);
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@subscribed(orInConversation: true)')
  @Query(() => Man, { description: 'One man. NOT_FOUND when there is none, or none whom I may see.' })
  man(@Ctx() { viewer }: SignedIn, @IdArg('id', 'From `men`, or from `with` of a conversation.') id: string): Promise<Man> {
    return this.people.man(viewer, id);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => Person, { description: 'My profile as others see it. CONFLICT, with the missing `fields`, while nobody could see it.' })
  myPreview(@Ctx() { viewer }: SignedIn): Promise<Person> {
    return this.profiles.preview(viewer);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 60, window: "10m", by: ACCOUNT)')
  @Mutation(() => Me, { description: 'Changes my profile. BAD_USER_INPUT with the `fields`; CONFLICT when another man has the name.' })
  updateMyProfile(@Ctx() { viewer }: SignedIn, @Arg('input') input: UpdateProfileInput): Promise<Me> {
    return this.profiles.update(viewer, input);
  }

  @FieldResolver(() => MyProfile, { nullable: true, description: 'My profile; null for moderators, who have none.' })
  profile(@Root() { id, role }: Me): Promise<MyProfile | null> {
    return this.profiles.mine(id, role);
  }
}
