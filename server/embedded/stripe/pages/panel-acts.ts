import type { Controls } from '../controls.js';
import type { Webhooks } from '../webhooks/queue.js';

type Act = (id: string) => unknown;

const UNITS = { day: { days: 1 }, week: { weeks: 1 }, month: { months: 1 }, year: { years: 1 } };

/** What the buttons of the panel do: `advance month`, `pause sub_…`, `resend evt_…`. */
export function panelActs(controls: Controls, webhooks: Webhooks): Record<string, Act> {
  return {
    advance: (unit) => {
      if (Object.hasOwn(UNITS, unit)) controls.advance(UNITS[unit as keyof typeof UNITS]);
    },
    failNextPayment: (id) => controls.failNextPayment(id),
    succeedNextPayment: (id) => controls.succeedNextPayment(id),
    refundLast: (id) => controls.refundLast(id),
    cancelNow: (id) => controls.cancelNow(id),
    cancelAtPeriodEnd: (id) => controls.cancelAtPeriodEnd(id),
    keepRenewing: (id) => controls.keepRenewing(id),
    pause: (id) => controls.pause(id),
    resume: (id) => controls.resume(id),
    hold: () => webhooks.pause(),
    release: () => webhooks.resume(),
    twice: () => webhooks.duplicate(2),
    once: () => webhooks.duplicate(1),
    shuffle: () => webhooks.shuffle(webhooks.pending().length),
    deliverAll: () => webhooks.deliverAll(),
    drop: () => webhooks.drop(),
    deliver: (id) => webhooks.deliver(id),
    resend: (id) => webhooks.resend(id),
  };
}
