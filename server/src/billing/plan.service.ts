import type Stripe from 'stripe';
import { clock, minutes } from '../platform/clock.js';
import type { Config } from '../platform/config.js';
import type { Logger } from '../platform/logger.js';
import type { Plan, PlanId } from './billing.types.js';

const MONTHS: Record<PlanId, number> = { MONTH: 1, QUARTER: 3, YEAR: 12 };
const PLAN_IDS = Object.keys(MONTHS) as PlanId[];
const REMEMBERED_FOR = minutes(10);

export const isPlanId = (id: string): id is PlanId => Object.hasOwn(MONTHS, id);

export function planAt(id: PlanId, amount: number, currency: string): Plan {
  return { id, interval: id, amount, currency: currency.toUpperCase(), amountPerMonth: Math.round(amount / MONTHS[id]) };
}

/** Which plan a price is, by how often it is paid: a price that is no longer sold keeps its name. */
export function planIdOf({ recurring }: Stripe.Price): PlanId | null {
  const unit = recurring?.interval === 'year' ? 12 : recurring?.interval === 'month' ? 1 : 0;
  const months = unit * (recurring?.interval_count ?? 0);
  return PLAN_IDS.find((id) => MONTHS[id] === months) ?? null;
}

/** What is sold. Amounts are asked of Stripe, so that our page never shows another price than Stripe takes. */
export class PlanService {
  private remembered: { plans: Promise<Plan[]>; at: number } | undefined;
  private last: Plan[] | undefined;

  constructor(
    private readonly stripe: Stripe,
    private readonly prices: Config['stripe']['prices'],
    private readonly log: Logger,
  ) {}

  priceOf(id: PlanId): string {
    return this.prices[id];
  }

  async list(): Promise<Plan[]> {
    const now = clock.now().getTime();
    if (!this.remembered || Math.abs(now - this.remembered.at) >= REMEMBERED_FOR) this.remembered = { plans: this.read(), at: now };
    const { plans } = this.remembered;
    try {
      this.last = await plans;
      return this.last;
    } catch (err) {
      if (this.remembered?.plans === plans) this.remembered = undefined;
      if (!this.last) throw err;
      this.log.warn({ err }, 'Stripe does not tell its prices; the last known ones are shown');
      return this.last;
    }
  }

  private read(): Promise<Plan[]> {
    return Promise.all(PLAN_IDS.map((id) => this.readOne(id)));
  }

  private async readOne(id: PlanId): Promise<Plan> {
    const price = await this.stripe.prices.retrieve(this.prices[id]);
    if (planIdOf(price) !== id || price.unit_amount === null)
      throw new Error(`The Stripe price ${price.id} is not a ${id} price with a fixed amount`);
    return planAt(id, price.unit_amount, price.currency);
  }
}
