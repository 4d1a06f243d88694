import { Arg, Ctx, Directive, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { CheckoutSession, Plan, PortalSession } from './billing.types.js';
import type { CheckoutService } from './checkout.service.js';
import type { PlanService } from './plan.service.js';
import type { PortalService } from './portal.service.js';

@Resolver()
export class BillingResolver {
  constructor(
    private readonly planService: PlanService,
    private readonly checkouts: CheckoutService,
    private readonly portals: PortalService,
  ) {}

  @Directive('@public')
  @Query(() => [Plan], { description: 'What a membership costs, shortest first.' })
  plans(): Promise<Plan[]> {
    return this.planService.list();
  }

  @Directive('@auth(role: [WOMAN])')
  @Directive('@rateLimit(max: 20, window: "10m", by: ACCOUNT)')
  @Mutation(() => CheckoutSession, {
    description:
      'Opens the payment page of a plan. There is one at a time: asked again for the same plan it is the same page, for another plan the former one closes. ' +
      'CONFLICT with `reason` ALREADY_MEMBER, or PAYMENT_DUE when a membership waits for its payment in the billing portal.',
  })
  createCheckoutSession(
    @Ctx() { viewer }: SignedIn,
    @Arg('planId', () => ID, { description: 'From `plans`.' }) planId: string,
  ): Promise<CheckoutSession> {
    return this.checkouts.open(viewer, planId);
  }

  // Whoever does not accept new terms, or is suspended, may stop paying.
  @Directive('@auth(role: [WOMAN], suspended: true, beforeTerms: true)')
  @Directive('@rateLimit(max: 20, window: "10m", by: ACCOUNT)')
  @Mutation(() => PortalSession, {
    description: 'Opens Stripe’s page for invoices, card and cancellation. NOT_FOUND before the first checkout.',
  })
  createBillingPortalSession(@Ctx() { viewer }: SignedIn): Promise<PortalSession> {
    return this.portals.open(viewer);
  }
}
