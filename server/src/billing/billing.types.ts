import { Field, ID, Int, ObjectType, registerEnumType } from 'type-graphql';

export const PlanIntervalEnum = { MONTH: 'MONTH', QUARTER: 'QUARTER', YEAR: 'YEAR' } as const;
export type PlanId = keyof typeof PlanIntervalEnum;
registerEnumType(PlanIntervalEnum, {
  name: 'PlanInterval',
  description: 'How often a plan is paid.',
  valuesConfig: {
    MONTH: { description: 'Every month.' },
    QUARTER: { description: 'Every three months.' },
    YEAR: { description: 'Every year.' },
  },
});

export const MembershipStatusEnum = {
  NONE: 'NONE',
  INCOMPLETE: 'INCOMPLETE',
  INCOMPLETE_EXPIRED: 'INCOMPLETE_EXPIRED',
  TRIALING: 'TRIALING',
  ACTIVE: 'ACTIVE',
  PAST_DUE: 'PAST_DUE',
  UNPAID: 'UNPAID',
  PAUSED: 'PAUSED',
  CANCELED: 'CANCELED',
} as const;
export type MembershipStatus = keyof typeof MembershipStatusEnum;
registerEnumType(MembershipStatusEnum, {
  name: 'MembershipStatus',
  description: 'Where a membership stands with Stripe. `hasAccess` says what it gives.',
  valuesConfig: {
    NONE: { description: 'There never was one.' },
    INCOMPLETE: { description: 'The first payment is not through yet.' },
    INCOMPLETE_EXPIRED: { description: 'The first payment never came.' },
    TRIALING: { description: 'In a trial: access.' },
    ACTIVE: { description: 'Paid: access, also when it will end with the period.' },
    PAST_DUE: { description: 'A renewal failed and is tried again: access for 7 days from the day it was due.' },
    UNPAID: { description: 'A renewal failed for good: no access until it is paid.' },
    PAUSED: { description: 'Paused: no access.' },
    CANCELED: { description: 'Ended.' },
  },
});

@ObjectType({ description: 'A way to pay for a membership. Prices are Stripe’s own, taxes included.', simpleResolvers: true })
export class Plan {
  @Field(() => ID, { description: 'For `createCheckoutSession`: `MONTH`, `QUARTER` or `YEAR`.' })
  id: PlanId;

  @Field(() => PlanIntervalEnum, { description: 'How often it is paid.' })
  interval: PlanId;

  @Field(() => Int, { description: 'Each payment, in cents.' })
  amount: number;

  @Field({ description: 'ISO 4217, e.g. `EUR`.' })
  currency: string;

  @Field(() => Int, { description: 'The same as cents per month, rounded, for comparison.' })
  amountPerMonth: number;
}

@ObjectType({ description: 'My paid membership, as Stripe last told.', simpleResolvers: true })
export class Membership {
  @Field(() => MembershipStatusEnum, { description: 'Where it stands; of several, the one that gives access.' })
  status: MembershipStatus;

  @Field({ description: 'Whether I may browse, start matches and write now. Always false for men, who need none.' })
  hasAccess: boolean;

  @Field(() => Plan, { nullable: true, description: 'What I pay, at my own price; null without a membership.' })
  plan: Plan | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Until when access is paid: the next payment when it renews, else the end. Null without access.',
  })
  accessUntil: Date | null;

  @Field({ description: 'Whether it will be renewed by itself.' })
  renews: boolean;
}

@ObjectType({ description: 'A payment page at Stripe, valid 24 hours.', simpleResolvers: true })
export class CheckoutSession {
  @Field({ description: 'Where to send the browser. It comes back to `/abonnement/retour` or, if she gives up, to `/abonnement`.' })
  url: string;
}

@ObjectType({ description: 'Stripe’s page for invoices, card and cancellation.', simpleResolvers: true })
export class PortalSession {
  @Field({ description: 'Where to send the browser, within some minutes. It comes back to `/compte`.' })
  url: string;
}
