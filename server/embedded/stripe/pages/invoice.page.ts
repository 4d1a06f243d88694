import type Stripe from 'stripe';
import { refundedOn } from '../life/refunds.js';
import type { Reply } from '../http.js';
import type { World } from '../world.js';
import { date, money, wordsOf, type Language } from './format.js';
import { html } from './html.js';
import { layout } from './layout.js';

/** `hosted_invoice_url`: what was asked, what was paid, what was given back. */
export function showInvoice(world: World, invoice: Stripe.Invoice, language: Language): Reply {
  const words = wordsOf(language);
  const status = invoice.status ?? 'draft';
  const refunded = refundedOn(world, invoice.id);
  return layout({
    language,
    title: invoice.number ?? invoice.id,
    body: html`<section class="card center">
      <span class="chip ${status === 'paid' ? 'good' : 'warn'}"
        >${words.invoiceStatuses[status as keyof typeof words.invoiceStatuses]}</span
      >
      <h1>${money(language, invoice.total, invoice.currency)}</h1>
      <p class="tight">
        <span>${invoice.number}</span><span class="mute">${date(language, invoice.created)}</span
        ><span class="mute wrap">${invoice.customer_email}</span>
      </p>
      ${refunded > 0 && html`<p class="notice">${words.refunded(money(language, refunded, invoice.currency))}</p>`}
    </section>`,
  });
}
