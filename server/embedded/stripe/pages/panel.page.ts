import type Stripe from 'stripe';
import type { Reply } from '../http.js';
import { lastCharge } from '../life/refunds.js';
import { customerOf, isOver, itemOf } from '../objects/subscription.js';
import { succeeded, type Delivery } from '../webhooks/delivery.js';
import type { Webhooks } from '../webhooks/queue.js';
import type { World } from '../world.js';
import { date, interval, moment, money, wordsOf, type Language } from './format.js';
import { html, type Html } from './html.js';
import { layout } from './layout.js';
import { statusChip } from './status.js';

export interface Panel {
  world: World;
  webhooks: Webhooks;
  language: Language;
  search: string;
  error: string | null;
}

const SHOWN = 12;
const SHOWN_EVENTS = 20;

export function showPanel({ world, webhooks, language, search, error }: Panel): Reply {
  const words = wordsOf(language);
  return layout({
    language,
    title: words.panel.title,
    status: error === null ? 200 : 400,
    wide: true,
    switchHref: `/?lang=${language === 'fr' ? 'en' : 'fr'}`,
    body: html`<div class="tight">
        <h1>${words.panel.title}</h1>
        <p class="mute">${words.panel.intro}</p>
      </div>
      ${error !== null && html`<p class="alert" role="alert">${words.panel.failed} ${error}</p>`}
      ${clock(world, language, search)}${subscriptions(world, language, search)}${events(world, webhooks, language, search)}`,
  });
}

function clock(world: World, language: Language, search: string): Html {
  const { panel } = wordsOf(language);
  return html`<section class="card">
    <div class="row between">
      <h2>${panel.clock}</h2>
      <strong>${moment(language, world.now())}</strong>
    </div>
    <form method="post" action="/_panel" class="row">
      ${hidden(language, search)}<span class="mute">${panel.forward}</span>
      ${(['day', 'week', 'month', 'year'] as const).map((unit) => button(`advance ${unit}`, panel[unit]))}
    </form>
  </section>`;
}

function subscriptions(world: World, language: Language, search: string): Html {
  const { panel } = wordsOf(language);
  const all = Object.values(world.state.subscriptions).reverse();
  const wanted = all.filter((it) => (world.state.customers[customerOf(it)]?.email ?? '').toLowerCase().includes(search.toLowerCase()));
  return html`<section class="stack">
    <div class="row between">
      <h2>${panel.subscriptions} <span class="mute">${all.length}</span></h2>
      <form method="get" action="/" class="row">
        <input type="hidden" name="lang" value="${language}" /><input
          type="search"
          name="q"
          value="${search}"
          aria-label="${panel.search}"
          placeholder="${panel.search}"
        /><button>${panel.searchButton}</button>
      </form>
    </div>
    ${wanted.length === 0 && html`<p class="card mute">${panel.none}</p>`}
    <div class="people">${wanted.slice(0, SHOWN).map((subscription) => person(world, subscription, language, search))}</div>
  </section>`;
}

function person(world: World, subscription: Stripe.Subscription, language: Language, search: string): Html {
  const words = wordsOf(language);
  const { panel } = words;
  const customer = customerOf(subscription);
  const item = itemOf(subscription);
  const [forced] = world.state.forced[customer] ?? [];
  return html`<article class="card">
    <div class="row between">
      <strong class="wrap">${world.state.customers[customer]?.email ?? customer}</strong>${statusChip(words, subscription)}
    </div>
    <div class="tight small">
      <span
        >${money(language, (item.price.unit_amount ?? 0) * (item.quantity ?? 1), item.price.currency)} ${interval(words, item.price)}</span
      >
      <span class="mute"
        >${panel.period(date(language, item.current_period_start), date(language, item.current_period_end))}${!isOver(subscription) && subscription.cancel_at !== null && html`, ${panel.ending(date(language, subscription.cancel_at))}`}</span
      >
      <span class="mute wrap">${subscription.id}</span>
    </div>
    ${forced && html`<p class="notice small">${forced === 'fail' ? panel.forcedFail : panel.forcedSucceed}</p>`}
    <form method="post" action="/_panel" class="row">${hidden(language, search)}${acts(world, subscription, language)}</form>
  </article>`;
}

function acts(world: World, subscription: Stripe.Subscription, language: Language): Html[] {
  const { panel } = wordsOf(language);
  const { id, status } = subscription;
  const refund = lastCharge(world, id) ? [button(`refundLast ${id}`, panel.refund, 'slim')] : [];
  if (isOver(subscription)) return refund;
  const pausable = ['active', 'trialing', 'past_due'].includes(status);
  return [
    button(`failNextPayment ${id}`, panel.fail, 'slim'),
    button(`succeedNextPayment ${id}`, panel.succeed, 'slim'),
    ...refund,
    ...(pausable ? [button(`pause ${id}`, panel.pause, 'slim')] : []),
    ...(status === 'paused' ? [button(`resume ${id}`, panel.resume, 'slim')] : []),
    subscription.cancel_at === null
      ? button(`cancelAtPeriodEnd ${id}`, panel.cancelLater, 'slim')
      : button(`keepRenewing ${id}`, panel.keep, 'slim'),
    button(`cancelNow ${id}`, panel.cancel, 'slim'),
  ];
}

function events(world: World, webhooks: Webhooks, language: Language, search: string): Html {
  const { panel } = wordsOf(language);
  const waiting = webhooks.pending();
  const settled = webhooks
    .log()
    .filter((delivery) => delivery.status !== 'pending')
    .reverse();
  const shown = [...waiting, ...settled.slice(0, SHOWN_EVENTS)];
  return html`<section class="card" id="webhooks">
    <div class="row between">
      <h2>${panel.webhooks}</h2>
      <span class="row"
        ><span class="chip ${webhooks.paused ? 'warn' : 'good'}">${webhooks.paused ? panel.held : panel.flowing}</span
        ><span class="mute">${panel.waiting(waiting.length)}</span></span
      >
    </div>
    <p class="mute">${panel.webhooksIntro}</p>
    <form method="post" action="/_panel" class="row">
      ${hidden(language, search)} ${webhooks.paused ? button('release', panel.release) : button('hold', panel.hold)}
      ${button(webhooks.copies > 1 ? 'once' : 'twice', webhooks.copies > 1 ? panel.duplicateOff : panel.duplicateOn)}
      ${waiting.length > 0 && [button('shuffle', panel.shuffle), button('deliverAll', panel.deliverAll), button('drop', panel.drop)]}
    </form>
    ${
      shown.length === 0
        ? html`<p class="mute">${panel.noEvents}</p>`
        : html`<ul class="plain">
            ${shown.map((delivery) => eventLine(world, delivery, language, search))}
          </ul>`
    }
  </section>`;
}

function eventLine(world: World, delivery: Delivery, language: Language, search: string): Html {
  const { panel } = wordsOf(language);
  const { status, eventId, attempts } = delivery;
  const event = world.state.events[eventId];
  const last = attempts.at(-1);
  const look = status === 'delivered' ? 'good' : status === 'pending' ? 'warn' : 'bad';
  return html`<li>
    <span class="tight wrap"
      ><strong class="wrap">${delivery.type}</strong
      ><span class="mute small"
        >${event && moment(language, event.created)} ·
        ${panel.tries(attempts.length)}${last && !succeeded(last) && html` · ${last.status ?? last.error}`}</span
      ></span
    >
    <span class="row"
      ><span class="chip ${look}">${panel.deliveryStatuses[status]}</span>
      ${event && html`<form method="post" action="/_panel">${hidden(language, search)}${status === 'pending' ? button(`deliver ${eventId}`, panel.deliver, 'slim') : button(`resend ${eventId}`, panel.resend, 'slim')}</form>`}</span
    >
  </li>`;
}

const hidden = (language: Language, search: string): Html =>
  html`<input type="hidden" name="lang" value="${language}" /><input type="hidden" name="q" value="${search}" />`;

const button = (act: string, label: string, look = ''): Html => html`<button class="${look}" name="act" value="${act}">${label}</button>`;
