import type Stripe from 'stripe';
import type { Controls } from '../controls.js';
import { answerTo, digitsOf } from '../life/cards.js';
import { refundedOn } from '../life/refunds.js';
import { customerOf, isOver, itemOf } from '../objects/subscription.js';
import { subscriptionOf } from '../objects/invoice.js';
import { seeOther, type Reply } from '../http.js';
import type { World } from '../world.js';
import { cardFields, testCards } from './card-form.js';
import type { Visit } from './checkout.page.js';
import { date, interval, languageOf, money, wordsOf, type Language } from './format.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';
import { statusChip } from './status.js';

interface Portal {
  world: World;
  session: Stripe.BillingPortal.Session;
  /** Address of this page, without a view. */
  base: string;
  language: Language;
  fields: URLSearchParams;
  error: string | null;
}

export function showPortal({ world, fields, acceptLanguage }: Visit, session: Stripe.BillingPortal.Session, base: string): Reply {
  return view({ world, session, base, fields, language: languageOf(session.locale, acceptLanguage), error: null });
}

/** Each act answers with a redirect, so that a reload repeats nothing; each is harmless when done twice. */
export function actInPortal(
  { world, fields, acceptLanguage }: Visit,
  controls: Controls,
  session: Stripe.BillingPortal.Session,
  base: string,
  act: string,
): Reply | undefined {
  const portal: Portal = { world, session, base, fields, language: languageOf(session.locale, acceptLanguage), error: null };
  const subscription = current(world, session.customer);
  const done = (): Reply => seeOther(session.flow?.after_completion.redirect?.return_url ?? base);
  switch (act) {
    case 'cancel':
      if (subscription && !isOver(subscription)) controls.cancelAtPeriodEnd(subscription.id);
      return done();
    case 'resume':
      if (subscription && !isOver(subscription)) controls.keepRenewing(subscription.id);
      return seeOther(base);
    case 'card':
      return changeCard(portal, controls, done);
    case 'pay':
      return payInvoice(portal, controls);
    default:
      return undefined;
  }
}

function changeCard(portal: Portal, controls: Controls, done: () => Reply): Reply {
  const number = digitsOf(portal.fields.get('number') ?? '');
  const answer = answerTo(number, true);
  if (typeof answer === 'object')
    return cardPage({ ...portal, error: declined(portal.language, answer.declineCode ?? answer.code, answer.message) }, number, 402);
  controls.changeCard(portal.session.customer, number);
  return done();
}

function payInvoice(portal: Portal, controls: Controls): Reply {
  const { world, session, base, fields, language } = portal;
  const id = fields.get('invoice') ?? '';
  const invoice = Object.hasOwn(world.state.invoices, id) ? world.state.invoices[id] : undefined;
  if (invoice?.customer !== session.customer || invoice.status !== 'open') return seeOther(base);
  const payment = controls.payInvoice(invoice.id);
  if (payment.outcome === 'paid') return seeOther(base);
  const code =
    payment.outcome === 'refused' ? (payment.refusal.declineCode ?? payment.refusal.code) : 'payment_intent_authentication_failure';
  return home({ ...portal, error: declined(language, code, payment.outcome === 'refused' ? payment.refusal.message : '') }, 402);
}

function view(portal: Portal): Reply {
  const wanted = portal.fields.get('view') ?? flowView(portal.session);
  if (wanted === 'cancel') return cancelPage(portal);
  if (wanted === 'card') return cardPage(portal, portal.fields.get('card') ?? '4242424242424242', 200);
  return home(portal, 200);
}

function flowView(session: Stripe.BillingPortal.Session): string | null {
  if (session.flow?.type === 'subscription_cancel') return 'cancel';
  return session.flow?.type === 'payment_method_update' ? 'card' : null;
}

function home({ world, session, base, language, error }: Portal, status: number): Reply {
  const words = wordsOf(language);
  const subscription = current(world, session.customer);
  return layout({
    language,
    title: words.portal.title,
    status,
    leadsTo: [session.return_url],
    body: html`<div class="stack">
        ${session.return_url !== null && html`<p><a class="quiet" href="${session.return_url}">← ${words.portal.back}</a></p>`}
        <h1>${words.portal.title}</h1>
        ${error !== null && html`<p class="alert" role="alert">${error}</p>`}
      </div>
      <div class="two">
        <div class="stack">
          ${subscription ? plan(subscription, base, language) : html`<section class="card"><p>${words.portal.none}</p></section>`}${cardSection(world, session.customer, base, language)}
        </div>
        ${invoices(world, session.customer, base, language)}
      </div>`,
  });
}

function plan(subscription: Stripe.Subscription, base: string, language: Language): Html {
  const words = wordsOf(language);
  const { portal } = words;
  const item = itemOf(subscription);
  const over = isOver(subscription);
  const late = subscription.status === 'past_due' || subscription.status === 'unpaid';
  const next = date(language, subscription.cancel_at ?? item.current_period_end);
  return html`<section class="card">
    <div class="row between">
      <p class="row">
        <strong class="price">${money(language, (item.price.unit_amount ?? 0) * (item.quantity ?? 1), item.price.currency)}</strong
        ><span class="mute">${interval(words, item.price)}</span>
      </p>
      ${statusChip(words, subscription)}
    </div>
    ${late && html`<p class="notice">${portal.late}</p>`}
    <p>
      ${over ? portal.endedOn(date(language, subscription.ended_at ?? item.current_period_end)) : subscription.cancel_at === null ? portal.renewsOn(next) : portal.endsOn(next)}
    </p>
    ${!over && subscription.cancel_at === null && html`<p><a class="button" href="${base}?view=cancel">${portal.cancel}</a></p>`}
    ${!over && subscription.cancel_at !== null && html`<form method="post" action="${base}/resume"><button class="main">${portal.resume}</button></form>`}
  </section>`;
}

function cardSection(world: World, customer: string, base: string, language: Language): Html {
  const { portal } = wordsOf(language);
  const method = currentCard(world, customer);
  return html`<section class="card">
    <h2>${portal.cardTitle}</h2>
    <div class="row between">
      <span>${method?.card ? portal.cardEnding(method.card.last4) : portal.noCard}</span
      ><a class="button" href="${base}?view=card">${portal.changeCard}</a>
    </div>
  </section>`;
}

function invoices(world: World, customer: string, base: string, language: Language): Html {
  const words = wordsOf(language);
  const own = Object.values(world.state.invoices)
    .filter((invoice) => invoice.customer === customer && invoice.status !== 'draft')
    .reverse();
  return html`<section class="card">
    <h2>${words.portal.invoices}</h2>
    ${
      own.length === 0
        ? html`<p class="mute">${words.portal.noInvoices}</p>`
        : html`<ul class="plain">
            ${own.slice(0, 24).map((invoice) => invoiceLine(world, invoice, base, language))}
          </ul>`
    }
  </section>`;
}

function invoiceLine(world: World, invoice: Stripe.Invoice, base: string, language: Language): Html {
  const words = wordsOf(language);
  const status = invoice.status ?? 'draft';
  const subscription = subscriptionOf(world, invoice);
  const payable = status === 'open' && subscription !== undefined && !isOver(subscription);
  const refunded = refundedOn(world, invoice.id);
  return html`<li>
    <span class="tight"
      ><strong>${date(language, invoice.created)}</strong
      ><span class="mute small">${invoice.number}</span
      >${refunded > 0 && html`<span class="mute small">${words.refunded(money(language, refunded, invoice.currency))}</span>`}</span
    >
    <span class="row"
      ><span>${money(language, invoice.total, invoice.currency)}</span
      ><span class="chip ${status === 'paid' ? 'good' : 'warn'}"
        >${words.invoiceStatuses[status as keyof typeof words.invoiceStatuses]}</span
      >
      ${payable && html`<form method="post" action="${base}/pay"><button class="slim main" name="invoice" value="${invoice.id}">${words.portal.payInvoice}</button></form>`}</span
    >
  </li>`;
}

function cancelPage({ world, session, base, language }: Portal): Reply {
  const { portal } = wordsOf(language);
  const subscription = current(world, session.customer);
  if (!subscription || isOver(subscription) || subscription.cancel_at !== null) {
    return home({ world, session, base, language, fields: new URLSearchParams(), error: null }, 200);
  }
  return layout({
    language,
    title: portal.cancelTitle,
    leadsTo: [session.return_url, session.flow?.after_completion.redirect?.return_url ?? null],
    body: html`<section class="card center">
      <h1>${portal.cancelTitle}</h1>
      <p>${portal.cancelText(date(language, itemOf(subscription).current_period_end))}</p>
      <form method="post" action="${base}/cancel" class="row">
        <button class="main">${portal.cancelYes}</button
        ><a class="button" href="${session.flow ? (session.return_url ?? base) : base}">${portal.cancelNo}</a>
      </form>
    </section>`,
  });
}

function cardPage({ session, base, language, error }: Portal, number: string, status: number): Reply {
  const words = wordsOf(language);
  return layout({
    language,
    title: words.portal.changeCard,
    status,
    leadsTo: [session.return_url, session.flow?.after_completion.redirect?.return_url ?? null],
    body: html`<p><a class="quiet" href="${session.flow ? (session.return_url ?? base) : base}">← ${words.checkout.back}</a></p>
      <div class="two">
        <form class="card" method="post" action="${base}/card">
          <h1>${words.portal.changeCard}</h1>
          ${error !== null && html`<p class="alert" role="alert">${error}</p>`}
          ${cardFields(words, { number: digitsOf(number).slice(0, 19), name: '' })}<button class="main full">
            ${words.portal.saveCard}
          </button>
        </form>
        ${testCards(words, digitsOf(number), (card) => `${base}?view=card&card=${card}`)}
      </div>`,
  });
}

/** The living subscription, else the last one. */
function current(world: World, customer: string): Stripe.Subscription | undefined {
  const own = Object.values(world.state.subscriptions)
    .filter((subscription) => customerOf(subscription) === customer)
    .reverse();
  return own.find((subscription) => !isOver(subscription)) ?? own[0];
}

function currentCard(world: World, customer: string): Stripe.PaymentMethod | undefined {
  const id = current(world, customer)?.default_payment_method ?? world.state.customers[customer]?.invoice_settings.default_payment_method;
  return typeof id === 'string' ? world.state.paymentMethods[id] : (id ?? undefined);
}

function declined(language: Language, code: string, message: string): string {
  const { declines } = wordsOf(language);
  return Object.hasOwn(declines, code) ? declines[code as keyof typeof declines] : message;
}
