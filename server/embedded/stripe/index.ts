export { bootStripeSimulator, type Simulator, type SimulatorOptions } from './simulator.js';
export type { CheckoutAnswers } from './controls.js';
export type { Advance } from './clock.js';
export type { CheckoutResult } from './life/checkout.js';
export type { Seed, Seeded } from './seed.js';
export type { Attempt, Delivery } from './webhooks/delivery.js';
export type { Order } from './webhooks/order.js';
export type { Webhooks } from './webhooks/queue.js';
