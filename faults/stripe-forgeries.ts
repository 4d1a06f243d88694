import Stripe from 'stripe';
import type { Stage } from './stage.js';
import { applied, toldOf, written } from './stripe-books.js';
import type { Lives } from './stripe-life.js';
import type { Courier } from './stripe-post.js';

const TOO_OLD = 301;

/** What anybody but Stripe may send is refused and leaves nothing; while secrets change, one right signature of two is enough. */
export async function forgeries(stage: Stage, lives: Lives, courier: Courier): Promise<string[]> {
  const life = await lives.begin();
  const genuine = life.events.get('customer.subscription.created');
  if (!genuine) throw new Error('There is no event to forge.');
  const { body } = genuine;
  const { webhookSecret: secret } = stage.house.app.config.stripe;
  const now = Math.floor(Date.now() / 1_000);
  const sign = (payload: string, more: { secret?: string; timestamp?: number } = {}): string =>
    Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp: now, ...more });
  const old = sign(body, { timestamp: now - TOO_OLD });
  const forged = {
    'with an invented signature': { body, signature: `t=${now},v1=${'0'.repeat(64)}` },
    'signed with another secret': { body, signature: sign(body, { secret: 'whsec_another' }) },
    'signed too long ago': { body, signature: old },
    'signed too long ago, with the time of today': { body, signature: old.replace(String(now - TOO_OLD), String(now)) },
    'altered after signing': { body: body.replace('active', 'paused'), signature: genuine.signature },
    'with one byte more': { body: `${body} `, signature: genuine.signature },
    'with a signature of another version only': { body, signature: sign(body).replace('v1=', 'v0=') },
  };
  const before = await written(stage);
  const violations: string[] = [];
  for (const [what, delivery] of Object.entries(forged)) {
    const answers = await courier.postAtOnce(delivery, 4);
    if (answers.some((answer) => answer !== 400)) violations.push(`an event ${what} was answered ${answers.join(', ')}`);
  }
  if ((await written(stage)) !== before) violations.push(`forged events left ${await written(stage)}, before them ${before}`);

  const former = /v1=(\w+)/.exec(sign(body, { secret: 'whsec_former' }))?.[1];
  for (const signature of [sign(body).replace('v1=', `v1=${former},v1=`), `${sign(body)},v1=${former}`]) {
    const answers = await courier.postAtOnce({ body, signature }, 4);
    if (answers.some((answer) => answer !== 200)) violations.push(`an event with two signatures was answered ${answers.join(', ')}`);
  }
  await applied(stage, [life]);
  const told = (await toldOf(stage, [life])).get(life.woman.id);
  if (told?.audit.join() !== 'active') violations.push(`an event with two signatures changed ${told?.audit.join()}`);
  return violations;
}
