import type Stripe from 'stripe';
import { UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { PortalSession } from './billing.types.js';
import type { CustomerService } from './customer.service.js';
import type { MembershipService } from './membership.service.js';

export class PortalService {
  constructor(
    private readonly stripe: Stripe,
    private readonly customers: CustomerService,
    private readonly memberships: MembershipService,
    private readonly publicUrl: string,
  ) {}

  async open(viewer: Viewer): Promise<PortalSession> {
    const customer = (await this.memberships.payerOf(viewer.id)) ?? (await this.customers.find(viewer.id));
    if (!customer) throw new UserError('NOT_FOUND', 'There is no membership yet.');
    const { url } = await this.stripe.billingPortal.sessions.create({
      customer,
      return_url: `${this.publicUrl}/compte`,
      locale: viewer.locale === 'EN' ? 'en' : 'fr',
    });
    return { url };
  }
}
