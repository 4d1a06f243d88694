import type { IncomingMessage } from 'node:http';
import type { Controls } from '../controls.js';
import { seeOther, type Reply } from '../http.js';
import { portalSession } from '../objects/portal.js';
import type { Webhooks } from '../webhooks/queue.js';
import type { World } from '../world.js';
import { asset } from './assets.js';
import { answerConfirm, payCheckout, showCheckout, showConfirm, type Visit } from './checkout.page.js';
import { languageOf, wordsOf } from './format.js';
import { showInvoice } from './invoice.page.js';
import { messagePage } from './layout.js';
import { panelActs } from './panel-acts.js';
import { showPanel } from './panel.page.js';
import { actInPortal, showPortal } from './portal.page.js';

export function makePages(world: World, controls: Controls, webhooks: Webhooks) {
  const acts = panelActs(controls, webhooks);

  return async (request: IncomingMessage, url: URL, body: string): Promise<Reply> => {
    const posted = request.method === 'POST';
    const visit: Visit = {
      world,
      fields: posted ? new URLSearchParams(body) : url.searchParams,
      acceptLanguage: request.headers['accept-language'],
    };
    const [first = '', ...rest] = url.pathname.slice(1).split('/');
    return (await page(visit, posted, first, rest)) ?? notFound(visit);
  };

  async function page(visit: Visit, posted: boolean, first: string, rest: string[]): Promise<Reply | undefined> {
    if (first === 'c' && rest[0] === 'pay') return checkout(visit, posted, rest[1] ?? '', rest[2]);
    if (first === 'p' && rest[0] === 'session') return portal(visit, posted, rest[1] ?? '', rest[2]);
    if (first === '_panel' && posted) return act(visit);
    if (posted) return undefined;
    if (first === '_assets') return asset(rest[0] ?? '');
    if (first === 'i') return invoice(visit, rest[0] ?? '');
    return first === '' ? panel(visit, null) : undefined;
  }

  function checkout(visit: Visit, posted: boolean, id: string, step: string | undefined): Reply | undefined {
    const session = Object.hasOwn(world.state.sessions, id) ? world.state.sessions[id] : undefined;
    if (!session) return undefined;
    if (step === 'confirm') return posted ? answerConfirm(visit, session) : showConfirm(visit, session);
    if (step !== undefined) return undefined;
    return posted ? payCheckout(visit, session) : showCheckout(visit, session);
  }

  function portal(visit: Visit, posted: boolean, token: string, act: string | undefined): Reply | undefined {
    const session = portalSession(world, token);
    const base = `/p/session/${token}`;
    if (session) return posted ? actInPortal(visit, controls, session, base, act ?? '') : showPortal(visit, session, base);
    const language = languageOf(null, visit.acceptLanguage);
    const words = wordsOf(language).portal;
    return messagePage(language, 410, words.expiredTitle, words.expiredText);
  }

  function invoice({ acceptLanguage }: Visit, id: string): Reply | undefined {
    const known = Object.hasOwn(world.state.invoices, id) ? world.state.invoices[id] : undefined;
    return known && showInvoice(world, known, languageOf(null, acceptLanguage));
  }

  function panel({ fields, acceptLanguage }: Visit, error: string | null): Reply {
    return showPanel({ world, webhooks, language: languageOf(fields.get('lang'), acceptLanguage), search: fields.get('q') ?? '', error });
  }

  async function act(visit: Visit): Promise<Reply> {
    const [name = '', id = ''] = (visit.fields.get('act') ?? '').split(' ');
    const run = Object.hasOwn(acts, name) ? acts[name] : undefined;
    if (!run) return notFound(visit);
    try {
      await run(id);
    } catch (error) {
      return panel(visit, error instanceof Error ? error.message : String(error));
    }
    const kept = new URLSearchParams({ lang: visit.fields.get('lang') ?? '', q: visit.fields.get('q') ?? '' });
    return seeOther(`/?${kept.toString()}`);
  }
}

function notFound({ acceptLanguage }: Visit): Reply {
  const language = languageOf(null, acceptLanguage);
  const { title, text } = wordsOf(language).notFound;
  return messagePage(language, 404, title, text);
}
