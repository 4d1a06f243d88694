import { Arg, Ctx, Directive, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { Me } from '../accounts/index.js';
import type { SignedIn } from '../platform/graphql/context.js';
import type { PhoneCodeService } from './phone-code.service.js';
import type { PhoneService } from './phone.service.js';
import { ConfirmPhoneInput, MyPhone, PhoneCodePayload, PhoneCountry, PhoneNumberInput } from './phone.types.js';

@Resolver(() => Me)
export class PhoneResolver {
  constructor(
    private readonly codes: PhoneCodeService,
    private readonly phones: PhoneService,
  ) {}

  @Directive('@auth(role: [MAN, WOMAN])')
  @Query(() => [PhoneCountry], { description: 'The countries whose numbers can be proven here; none where no SMS can be sent.' })
  phoneCountries(): PhoneCountry[] {
    return this.codes.countries();
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 5, window: "1h", by: ACCOUNT)')
  @Directive('@rateLimit(max: 10, window: "1d", by: ACCOUNT)')
  @Directive('@rateLimit(max: 20, window: "1d", by: IP)')
  @Mutation(() => PhoneCodePayload, {
    description:
      'Sends a code to a mobile number, by SMS; the former code ends. RATE_LIMITED as well when all the SMS of the day to that country are used up.',
  })
  requestPhoneCode(@Ctx() { viewer }: SignedIn, @Arg('input') input: PhoneNumberInput): Promise<PhoneCodePayload> {
    return this.codes.request(viewer, input);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Directive('@rateLimit(max: 30, window: "10m", by: ACCOUNT)')
  @Mutation(() => Me, {
    description: 'Proves the number by the code: it is mine from here on, in the place of a former one, and no longer anybody else’s.',
  })
  confirmPhone(@Ctx() { viewer }: SignedIn, @Arg('input') input: ConfirmPhoneInput): Promise<Me> {
    return this.phones.confirm(viewer, input);
  }

  @Directive('@auth(role: [MAN, WOMAN])')
  @Mutation(() => Me, { description: 'Forgets my number; my profile no longer says that it is proven. Without one, nothing happens.' })
  removePhone(@Ctx() { viewer }: SignedIn): Promise<Me> {
    return this.phones.remove(viewer);
  }

  @FieldResolver(() => MyPhone, { nullable: true, description: 'The number I have proven; null without one.' })
  phone(@Root() me: Me): Promise<MyPhone | null> {
    return this.phones.mine(me.id);
  }
}
