/**
 * A local Stripe: the calls and pages the product uses, as strict as the real one.
 * Reading order: simulator, api/router and api/*, life/* (what happens in time), webhooks/*, pages/*, controls.
 */
export { bootStripeSimulator, type Simulator, type SimulatorOptions } from './simulator.js';
export type { CheckoutAnswers } from './controls.js';
export type { Advance } from './clock.js';
export type { CheckoutResult } from './life/checkout.js';
export type { Seed, Seeded } from './seed.js';
export type { Attempt, Delivery } from './webhooks/delivery.js';
export type { Order } from './webhooks/order.js';
export type { Webhooks } from './webhooks/queue.js';
