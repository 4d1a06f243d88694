import type Stripe from 'stripe';
import { digitsOf } from '../life/cards.js';
import { confirm, pendingSubscription, secretOf, submit, type CheckoutResult } from '../life/checkout.js';
import { latestInvoice } from '../life/renewals.js';
import { paymentOf } from '../objects/payment.js';
import { seeOther, type Reply } from '../http.js';
import type { World } from '../world.js';
import { cardFields, testCards } from './card-form.js';
import { date, interval, languageOf, money, wordsOf, type Language } from './format.js';
import { html, type Html } from './html.js';
import { layout, messagePage } from './layout.js';

export interface Visit {
  world: World;
  /** What was typed, or the query of a plain visit. */
  fields: URLSearchParams;
  acceptLanguage: string | undefined;
}

const FIRST_CARD = '4242424242424242';

export function showCheckout({ world, fields, acceptLanguage }: Visit, session: Stripe.Checkout.Session): Reply {
  const language = languageOf(session.locale, acceptLanguage);
  if (session.status !== 'open') return closedPage(session, language);
  if (waitsForBank(world, session)) return seeOther(`/c/pay/${session.id}/confirm`);
  return form(world, session, language, fields.get('card') ?? FIRST_CARD, null, fields);
}

export function payCheckout({ world, fields, acceptLanguage }: Visit, session: Stripe.Checkout.Session): Reply {
  const language = languageOf(session.locale, acceptLanguage);
  const words = wordsOf(language);
  const number = digitsOf(fields.get('number') ?? '');
  const email = session.customer_details?.email ?? fields.get('email')?.trim() ?? '';
  const refuse = (text: string): Reply => form(world, session, language, number, text, fields);
  if (session.status === 'open') {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) return refuse(words.checkout.needsEmail);
    if (session.consent_collection?.terms_of_service === 'required' && fields.get('terms') !== 'on')
      return refuse(words.checkout.mustAgree);
  }
  const result = submit(world, session, { number, email, name: fields.get('name')?.trim() || null });
  return afterwards(world, session, language, result, number, fields);
}

export function showConfirm({ world, acceptLanguage }: Visit, session: Stripe.Checkout.Session): Reply {
  const language = languageOf(session.locale, acceptLanguage);
  const words = wordsOf(language);
  if (session.status !== 'open' || !waitsForBank(world, session)) return seeOther(`/c/pay/${session.id}`);
  const amount = money(language, session.amount_total ?? 0, session.currency ?? 'eur');
  return layout({
    language,
    title: words.secure.title,
    leadsTo: [session.success_url],
    body: html`<section class="card center">
      <p class="chip warn">3-D Secure</p>
      <h1>${words.secure.title}</h1>
      <p>${words.secure.text(amount)}</p>
      <form method="post" action="/c/pay/${session.id}/confirm" class="row">
        <button class="main" name="answer" value="yes">${words.secure.yes}</button
        ><button name="answer" value="no">${words.secure.no}</button>
      </form>
    </section>`,
  });
}

export function answerConfirm({ world, fields, acceptLanguage }: Visit, session: Stripe.Checkout.Session): Reply {
  const language = languageOf(session.locale, acceptLanguage);
  const result = confirm(world, session, fields.get('answer') === 'yes');
  return afterwards(world, session, language, result, FIRST_CARD, fields);
}

function afterwards(
  world: World,
  session: Stripe.Checkout.Session,
  language: Language,
  result: CheckoutResult,
  number: string,
  fields: URLSearchParams,
): Reply {
  const words = wordsOf(language);
  if (result.kind === 'authenticate') return seeOther(`/c/pay/${session.id}/confirm`);
  if (result.kind === 'declined') {
    const known = Object.hasOwn(words.declines, result.code) ? words.declines[result.code as keyof typeof words.declines] : result.message;
    return form(world, session, language, number, known, fields);
  }
  // Pressed twice: the second press goes where the first did.
  return session.status === 'complete' ? seeOther(successUrl(session)) : closedPage(session, language);
}

function form(
  world: World,
  session: Stripe.Checkout.Session,
  language: Language,
  number: string,
  error: string | null,
  fields: URLSearchParams,
): Reply {
  const words = wordsOf(language);
  const { checkout } = words;
  const email = session.customer_details?.email;
  const now = dueNow(world, session);
  const label = now === 0 ? checkout.start : checkout.pay(money(language, now, session.currency ?? 'eur'));
  return layout({
    language,
    title: checkout.title,
    status: error === null ? 200 : 402,
    leadsTo: [session.success_url, session.cancel_url],
    body: html`<div class="two">
      <div class="stack aside">
        ${session.cancel_url !== null && html`<p><a class="quiet" href="${session.cancel_url}">← ${checkout.back}</a></p>`}${summary(world, session, language)}
      </div>
      <div class="stack">
        <form class="card" method="post" action="/c/pay/${session.id}">
          ${
            error !== null &&
            html`<div class="alert" role="alert">
              <p>${error}</p>
              <p>${checkout.kept}</p>
            </div>`
          }
          <label
            >${checkout.email}<input
              type="email"
              name="email"
              value="${email ?? fields.get('email')}"
              maxlength="254"
              autocomplete="email"
              required${email && html` readonly`}
          /></label>
          ${cardFields(words, { number: digitsOf(number).slice(0, 19), name: fields.get('name') ?? '' })}
          ${session.consent_collection?.terms_of_service === 'required' && html`<label class="check"><input type="checkbox" name="terms" required />${checkout.terms}</label>`}
          <button class="main full">${label}</button>
          <p class="mute small">${session.custom_text.submit?.message ?? checkout.renews}</p>
        </form>
        ${testCards(words, digitsOf(number), (card) => `/c/pay/${session.id}?card=${card}`)}
      </div>
    </div>`,
  });
}

function summary(world: World, session: Stripe.Checkout.Session, language: Language): Html {
  const words = wordsOf(language);
  const { price, trial } = bought(world, session);
  const product = typeof price?.product === 'string' ? world.state.products[price.product] : undefined;
  const total = money(language, session.amount_total ?? 0, session.currency ?? 'eur');
  const now = dueNow(world, session);
  return html`<h1>${words.checkout.subscribe((product?.name ?? 'Premier Pas').replaceAll(' ', '\u00a0'))}</h1>
    <p class="row"><span class="price">${total}</span>${price && html`<span class="mute">${interval(words, price)}</span>`}</p>
    ${price?.nickname && language === 'fr' && html`<p><span class="chip">${price.nickname}</span></p>`}
    <div class="row between line">
      <span>${words.checkout.today}</span><strong>${money(language, now, session.currency ?? 'eur')}</strong>
    </div>
    <div class="row between"><span class="mute">${words.checkout.then}</span><span class="mute">${total}</span></div>
    ${trial !== null && html`<p class="notice">${words.checkout.trial(date(language, trial))}</p>`}`;
}

function bought(world: World, session: Stripe.Checkout.Session): { price: Stripe.Price | undefined; trial: number | null } {
  const { price, trialDays, trialEnd } = secretOf(world, session);
  return { price: world.state.prices[price], trial: trialEnd ?? (trialDays === null ? null : world.now() + trialDays * 86_400) };
}

const dueNow = (world: World, session: Stripe.Checkout.Session): number =>
  bought(world, session).trial === null ? (session.amount_total ?? 0) : 0;

function closedPage(session: Stripe.Checkout.Session, language: Language): Reply {
  const { checkout } = wordsOf(language);
  if (session.status === 'complete') {
    return messagePage(language, 200, checkout.completeTitle, checkout.completeText, {
      href: successUrl(session),
      label: checkout.continue,
    });
  }
  const back = session.cancel_url === null ? null : { href: session.cancel_url, label: checkout.back };
  return messagePage(language, 410, checkout.expiredTitle, checkout.expiredText, back);
}

function waitsForBank(world: World, session: Stripe.Checkout.Session): boolean {
  const subscription = pendingSubscription(world, session);
  const intent = subscription && paymentOf(world, latestInvoice(world, subscription).id)?.intent;
  return intent?.status === 'requires_action';
}

const successUrl = (session: Stripe.Checkout.Session): string =>
  (session.success_url ?? '/').replaceAll('{CHECKOUT_SESSION_ID}', session.id);
