import { setTimeout as wait } from 'node:timers/promises';
import type { FaultProxy } from './proxy.js';
import type { Random } from './random.js';
import type { Stage } from './stage.js';
import type { Life, Lives } from './stripe-life.js';
import type { Courier } from './stripe-post.js';

/**
 * A process dies while it answers: at the first byte of its 200, which Stripe never gets, or a moment earlier or later. Stripe
 * brings the event again. Whose events they were.
 */
export async function crashes(
  stage: Stage,
  lives: Lives,
  courier: Courier,
  random: Random,
  count: number,
): Promise<{ victims: Life[]; violations: string[] }> {
  const wires: FaultProxy[] = [];
  for (const { port } of stage.nodes) wires.push(await stage.wireTo(port));
  const victims: Life[] = [];
  const violations: string[] = [];
  for (let n = 0; n < count; n += 1) {
    const life = await lives.begin();
    victims.push(life);
    const event = life.events.get(random.pick([...life.events.keys()]));
    const place = random.between(0, 1);
    const wire = wires[place];
    if (!event || !wire) throw new Error('There is nothing to bring.');
    const node = stage.node(place);
    const atItsAnswer = random.chance(0.7);
    let gone: Promise<unknown> = Promise.resolve();
    wire.down = () => (_chunk, _pass, cut) => {
      if (atItsAnswer) gone = node.end('SIGKILL');
      cut();
    };
    const answer = courier.post(`http://127.0.0.1:${wire.port}`, event);
    if (!atItsAnswer) {
      await wait(random.between(0, 12));
      gone = node.end('SIGKILL');
    }
    if ((await answer) !== null) violations.push(`${event.id} was answered through a cut wire`);
    await gone;
    const url = stage.node(1 - place).url;
    const again = await Promise.all([courier.post(url, event), courier.post(url, event), stage.startNode(place)]);
    again.push(await courier.post(stage.node(place).url, event));
    if (again.filter((status) => status === 200).length !== 3)
      violations.push(`${event.id} was answered ${again.join(', ')} when it came again`);
  }
  return { victims, violations };
}
