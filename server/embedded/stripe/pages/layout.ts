import type { Reply } from '../http.js';
import type { Language } from './format.js';
import { wordsOf } from './format.js';
import { html, type Html } from './html.js';

interface Page {
  language: Language;
  title: string;
  body: Html;
  status?: number;
  /** Where a form of this page may end up: browsers check the redirect too. */
  leadsTo?: (string | null)[];
  switchHref?: string;
  wide?: boolean;
}

export function layout({ language, title, body, status = 200, leadsTo = [], switchHref, wide = false }: Page): Reply {
  const words = wordsOf(language);
  const page = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · Premier Pas</title>
        <link rel="icon" href="data:," />
        <link rel="stylesheet" href="/_assets/style.css" />
      </head>
      <body>
        <p class="banner" role="note">${words.banner}</p>
        <header class="top">
          <span class="brand">premier <em>pas</em></span
          >${switchHref !== undefined && html`<a class="quiet" href="${switchHref}">${words.switchTo}</a>`}
        </header>
        <main class="${wide ? 'wide' : 'narrow'}">${body}</main>
      </body>
    </html>`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(leadsTo),
      'referrer-policy': 'same-origin',
      'x-frame-options': 'DENY',
    },
    body: page.markup,
  };
}

function policy(leadsTo: (string | null)[]): string {
  const origins = leadsTo.filter((address) => address !== null).map((address) => new URL(address).origin);
  return `default-src 'none'; style-src 'self'; font-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ${[...new Set(origins)].join(' ')}`.trim();
}

export function messagePage(
  language: Language,
  status: number,
  title: string,
  text: string,
  link?: { href: string; label: string } | null,
): Reply {
  return layout({
    language,
    title,
    status,
    body: html`<section class="card center">
      <h1>${title}</h1>
      <p>${text}</p>
      ${link && html`<p><a class="button main" href="${link.href}">${link.label}</a></p>`}
    </section>`,
  });
}
