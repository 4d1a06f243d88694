import { Random } from '../../faults/random.js';
import { ask } from '../../server/test/client.js';
import { aMan, aSubscribedWoman } from '../../server/test/people.js';
import { type Figure, Void } from '../figure.js';
import type { Stage } from '../stage.js';
import { atOnce, inTurn, rateOf, timed } from './beside.js';
import { shown } from './shown.js';

const FILM = 48 * 1_024 * 1_024;
const RANGE = 256 * 1_024;
const PLAYERS = 6;

/** Somebody jumps about in a film: through `/media`, with rights asked each time, beside the same ranges from the store itself. */
export async function ranges(stage: Stage): Promise<Figure[]> {
  const count = stage.quick ? 200 : 1_000;
  stage.say(`${count} ranges of a film`);
  const house = await stage.house();
  const [man, woman] = [await aMan(), await aSubscribedWoman()];
  const id = await shown(house, man.id, 'VIDEO', { 'film.mp4': { data: Buffer.alloc(FILM, 7), contentType: 'video/mp4' } });
  const node = await stage.node();
  const { man: found } = await ask<{ man: { videos: { film: string }[] } }>(
    'query ($id: ID!) { man(id: $id) { videos { film } } }',
    { id: man.id },
    { ...woman, url: node.url },
  );
  const address = `${node.url}${found.videos[0]?.film ?? ''}`;
  const random = new Random(1);
  const starts = Array.from({ length: count }, () => random.between(0, FILM - RANGE));
  const ours = async (start: number): Promise<void> => {
    const headers = { authorization: `Bearer ${woman.accessToken}`, range: `bytes=${start}-${start + RANGE - 1}` };
    const answer = await fetch(address, { headers });
    if (answer.status !== 206 || (await answer.arrayBuffer()).byteLength !== RANGE) throw new Void(`a range was answered ${answer.status}`);
  };
  const bare = async (start: number): Promise<void> => {
    let got = 0;
    const piece = await house.app.storage.read(`media/${id}/film.mp4`, { start, end: start + RANGE - 1 });
    for await (const chunk of piece as AsyncIterable<Buffer>) got += chunk.length;
    if (got !== RANGE) throw new Void(`the store gave ${got} bytes`);
  };
  const all = (act: (start: number) => Promise<void>) => () => timed(() => atOnce(PLAYERS, starts, act));
  const pairs = await inTurn(stage.quick ? 1 : 5, all(ours), all(bare));
  return [rateOf(`media: ranges of a film, ${PLAYERS} players`, pairs, count)];
}
