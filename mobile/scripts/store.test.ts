import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** Where prices are shown and payments begin. */
const SELLING = [
  'billing/CheckoutReturnPage.vue',
  'billing/PlanCard.vue',
  'billing/PlanChoice.vue',
  'billing/PlansPage.vue',
  'billing/plans.ts',
  'billing/use-payment.ts',
  'landing/LandingPrice.vue',
];
/** The same in what is asked of the server. */
const DEALS = ['CreateCheckoutSession', 'CreateBillingPortalSession', 'LandingPlans'];

let inside: { modules: string[]; code: string[] };
beforeAll(() => {
  const env = { ...process.env, STORE: 'play', NODE_ENV: 'production' };
  const json = execFileSync(process.execPath, ['mobile/scripts/inside.mjs'], { cwd: ROOT, env, maxBuffer: 2 ** 26 });
  inside = JSON.parse(json.toString()) as typeof inside;
}, 120_000);

describe('the app for a store that wants its own till', () => {
  it.each(SELLING)('does not hold %s', (file) => {
    expect(existsSync(join(ROOT, 'web/src', file))).toBe(true);
    expect(inside.modules.filter((id) => id.includes(`/web/src/${file}`))).toEqual([]);
  });

  it.each(DEALS)('does not know %s', (operation) => expect(inside.code.some((code) => code.includes(operation))).toBe(false));

  it('leads nowhere where something is sold: the address of the plans is an old link that ends in the account', () => {
    const named = inside.code.flatMap((code) => [...code.matchAll(/.{8}\/abonnement.{40}/g)].map(([text]) => text));
    expect(named).toEqual([expect.stringMatching(/path:`\/abonnement\/:back\(retour\)\?`,redirect:`\/c/)]);
  });
});
