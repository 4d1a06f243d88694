import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { processImage } from '../../server/src/media/processing/image.js';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask } from '../../server/test/client.js';
import { aPicture } from '../../server/test/media-files.js';
import { aMan, aSubscribedWoman } from '../../server/test/people.js';
import { atMost, told, Void, type Figure } from '../figure.js';
import { quantile } from '../rounds.js';
import type { Stage } from '../stage.js';
import { atOnce, timed } from './beside.js';
import { shown } from './shown.js';

const PEOPLE = 24;
/** As many connections as a browser opens to one place. */
const CONNECTIONS = 6;
const MOST_MS = 100;

/** A page of people: how long until the first byte of each portrait, for a browser that asks for all of them. */
export async function portraits(stage: Stage): Promise<Figure[]> {
  stage.say(`a grid of ${PEOPLE} portraits`);
  const house = await stage.house();
  const folder = await mkdtemp(join(tmpdir(), 'premier-pas-bench-portraits-'));
  stage.atTheEnd(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'portrait.jpg');
  await writeFile(path, await aPicture('jpeg', { width: 1_200, height: 1_600 }));
  const { variants } = await processImage(path);
  const files = Object.fromEntries(variants.map(({ name, data, contentType }) => [name, { data, contentType }]));
  const woman = await aSubscribedWoman();
  const node = await stage.node();
  const paths: string[] = [];
  for (let n = 0; n < PEOPLE; n += 1) {
    const man = await aMan();
    await shown(house, man.id, 'PHOTO', files);
    const { man: found } = await ask<{ man: { portrait: { url: string } } }>(
      'query ($id: ID!) { man(id: $id) { portrait { url(size: SMALL) } } }',
      { id: man.id },
      { ...woman, url: node.url },
    );
    paths.push(found.portrait.url);
  }
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const firstBytes: number[] = [];
  const pages: number[] = [];
  const headers = { authorization: `Bearer ${woman.accessToken}`, accept: 'image/webp,*/*' };
  for (let n = 0; n < (stage.quick ? 5 : 20); n += 1) {
    pages.push(
      await timed(() => atOnce(CONNECTIONS, paths, async (each) => firstBytes.push(await firstByte(`${node.url}${each}`, headers, agent)))),
    );
  }
  agent.destroy();
  return [
    told('media: first byte of a portrait, half of them', quantile(firstBytes, 0.5), 'ms'),
    atMost('media: first byte of a portrait, 99 of 100', quantile(firstBytes, 0.99), 'ms', MOST_MS),
    told(`media: all ${PEOPLE} portraits of a page`, quantile(pages, 0.5), 'ms'),
  ];
}

async function firstByte(url: string, headers: Record<string, string>, agent: Agent): Promise<number> {
  const began = performance.now();
  const [answer] = (await once(get(url, { headers, agent }), 'response')) as [IncomingMessage];
  if (answer.statusCode !== 200) throw new Void(`a portrait was answered ${answer.statusCode}`);
  let first = 0;
  answer.once('data', () => (first = performance.now() - began));
  await once(answer, 'end');
  return first;
}
