import { ApiError } from '../errors.js';
import { newPortalSession } from '../objects/portal.js';
import { choice, object, text, url } from '../params.js';
import { named } from './find.js';
import { LOCALES } from './locales.js';
import { route, type Route } from './route.js';

export const portalRoutes: Route[] = [
  route('POST /v1/billing_portal/sessions', {
    params: object({
      customer: text(),
      return_url: url().optional(),
      locale: choice(['auto', ...LOCALES]).optional(),
      flow_data: object({
        type: choice([
          'payment_method_update',
          'subscription_cancel',
          'subscription_update',
          'subscription_update_confirm',
          'subscription_pause',
        ]),
        subscription_cancel: object({ subscription: text() }).optional(),
        after_completion: object({
          type: choice(['hosted_confirmation', 'portal_homepage', 'redirect']),
          redirect: object({ return_url: url() }).optional(),
        }).optional(),
      }).optional(),
    }),
    unsupported: ['after_expiration', 'configuration', 'customer_account', 'on_behalf_of'],
    run(world, { customer, return_url: returnUrl, locale, flow_data: flow }) {
      named(world.state.customers, 'customer', customer, 'customer');
      if (flow && flow.type !== 'payment_method_update' && flow.type !== 'subscription_cancel') {
        throw new ApiError('The simulator plays payment_method_update and subscription_cancel only', {
          code: 'simulator_unsupported',
          param: 'flow_data[type]',
        });
      }
      if (flow?.type === 'subscription_cancel') {
        const id = flow.subscription_cancel?.subscription;
        if (id === undefined) {
          throw new ApiError('Missing required param: flow_data[subscription_cancel].', {
            code: 'parameter_missing',
            param: 'flow_data[subscription_cancel]',
          });
        }
        named(world.state.subscriptions, 'subscription', id, 'flow_data[subscription_cancel][subscription]');
      }
      return newPortalSession(world, {
        customer,
        returnUrl: returnUrl ?? null,
        locale: locale ?? null,
        flow: flow
          ? {
              type: flow.type,
              subscription: flow.subscription_cancel?.subscription ?? null,
              redirect: flow.after_completion?.redirect?.return_url ?? null,
            }
          : null,
      });
    },
  }),
];
