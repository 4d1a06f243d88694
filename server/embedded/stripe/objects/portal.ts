import type Stripe from 'stripe';
import { newId, newPortalToken } from '../ids.js';
import { forget } from '../state.js';
import type { World } from '../world.js';

interface PortalFields {
  customer: string;
  returnUrl: string | null;
  locale: Stripe.BillingPortal.Session.Locale | null;
  flow: { type: string; subscription: string | null; redirect: string | null } | null;
}

const VALID_FOR = 3_600;

export function newPortalSession(world: World, { customer, returnUrl, locale, flow }: PortalFields): Stripe.BillingPortal.Session {
  const token = newPortalToken();
  const session: Stripe.BillingPortal.Session = {
    id: newId('bps'),
    object: 'billing_portal.session',
    configuration: 'bpc_1SimulatorPortalConfiguration',
    created: world.now(),
    customer,
    customer_account: null,
    flow: flow && {
      after_completion: {
        hosted_confirmation: null,
        redirect: flow.redirect === null ? null : { return_url: flow.redirect },
        type: flow.redirect === null ? 'portal_homepage' : 'redirect',
      },
      customer_update: null,
      subscription_cancel: flow.subscription === null ? null : { retention: null, subscription: flow.subscription },
      subscription_pause: null,
      subscription_update: null,
      subscription_update_confirm: null,
      type: flow.type,
    },
    livemode: false,
    locale,
    on_behalf_of: null,
    return_url: returnUrl,
    url: `${world.settings.publicUrl}/p/session/${token}`,
  };
  world.state.portalSessions[session.id] = session;
  world.state.portals[token] = { session: session.id, token };
  forgetExpired(world);
  return session;
}

export function portalSession(world: World, token: string): Stripe.BillingPortal.Session | undefined {
  const secret = Object.hasOwn(world.state.portals, token) ? world.state.portals[token] : undefined;
  const session = secret && world.state.portalSessions[secret.session];
  return session && session.created + VALID_FOR > world.now() ? session : undefined;
}

function forgetExpired(world: World): void {
  for (const { token, session } of Object.values(world.state.portals)) {
    if (portalSession(world, token)) continue;
    forget(world.state.portals, token);
    forget(world.state.portalSessions, session);
  }
}
