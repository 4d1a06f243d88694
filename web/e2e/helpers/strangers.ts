import type { BrowserContext, Request } from '@playwright/test';

const originOf = (url: string | undefined): string => (url ? new URL(url).origin.replace(/^ws/, 'http') : '');
const NOWHERE = /^(data|blob|about|chrome-error):/;

/**
 * Complains of every request, by socket too, to another server than the site's and its store: no measuring, no fonts, no maps from
 * elsewhere. Only who pays is led to a page of Stripe, which looks after itself. `also`: by what other names ours are called here.
 */
export function refuseStrangers(context: BrowserContext, complain: (what: string) => void, also: string[] = []): void {
  const ours = new Set([process.env.SITE_URL, process.env.S3_URL, ...also].map(originOf));
  const stripe = originOf(process.env.STRIPE_URL);
  const isPaying = (request: Request) => request.isNavigationRequest() || originOf(request.frame().url()) === stripe;
  context.on('request', (request) => {
    const url = request.url();
    if (NOWHERE.test(url) || ours.has(originOf(url)) || (originOf(url) === stripe && isPaying(request))) return;
    complain(`a request to a stranger: ${url}`);
  });
  context.on('page', (page) =>
    page.on('websocket', (socket) => {
      if (!ours.has(originOf(socket.url()))) complain(`a socket to a stranger: ${socket.url()}`);
    }),
  );
}
