import type Stripe from 'stripe';
import { html, type Html } from './html.js';
import type { Words } from './words.fr.js';

export function statusChip(words: Words, { status }: Stripe.Subscription): Html {
  const good = status === 'active' || status === 'trialing';
  const bad = status === 'unpaid' || status === 'past_due';
  const label = words.statuses[status as keyof Words['statuses']];
  return html`<span class="chip ${good ? 'good' : bad ? 'bad' : status === 'paused' || status === 'incomplete' ? 'warn' : ''}"
    >${label}</span
  >`;
}
