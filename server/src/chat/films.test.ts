import { ask, refusal } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { aFilm, aPicture } from '../../test/media-files.js';
import { aMatch } from '../../test/people.js';
import { ALLOW, BLOCK } from '../../test/talking.js';
import { fetchAs, sent } from '../../test/uploading.js';
import { clock, seconds } from '../platform/clock.js';
import { newId } from '../platform/ids.js';

useHouse();

const FILM = { purpose: 'MESSAGE', kind: 'VIDEO', contentType: 'video/mp4' };
const SHOW = 'mutation ($input: SendMessageInput!) { sendMessage(input: $input) { message { media { id kind } } } }';
const LAST = 'query ($id: ID!) { conversation(id: $id) { lastMessage { media { id kind duration film } } } }';

const showing = (conversationId: string, mediaIds: string[]) => ({ input: { conversationId, clientId: newId(), mediaIds } });

describe('a film in a message', () => {
  it('is shown to the other, and ends in the middle when she blocks him', async () => {
    const { woman, man, conversationId } = await aMatch();
    await ask(ALLOW, { id: conversationId, allowed: true }, woman);
    const { id } = await sent(man, aFilm({ width: 640, height: 360 }), FILM);
    await ask(SHOW, showing(conversationId, [id]), man);
    const { conversation } = await ask<{ conversation: { lastMessage: { media: { film: string }[] } } }>(
      LAST,
      { id: conversationId },
      woman,
    );
    expect(conversation.lastMessage.media).toMatchObject([{ id, kind: 'VIDEO', duration: expect.closeTo(2, 0) as number }]);
    // Longer than what stands in buffers on the way.
    const long = Buffer.alloc(48 * 1_024 * 1_024, 7);
    await theHouse().app.storage.put(`media/${id}/film.mp4`, long, { contentType: 'video/mp4', size: long.length });
    const answer = await fetchAs(woman, conversation.lastMessage.media[0]!.film);
    expect(answer.status).toBe(200);
    const reader = (answer.body as ReadableStream<Uint8Array>).getReader();
    let got = (await reader.read()).value?.length ?? 0;
    await ask(BLOCK, { id: man.id }, woman);
    clock.travel(seconds(5));
    const theRest = async (): Promise<void> => {
      for (let part = await reader.read(); !part.done; part = await reader.read()) got += part.value.length;
    };
    await expect(theRest()).rejects.toThrow();
    expect(got).toBeLessThan(long.length);
  });

  it('goes alone', async () => {
    const { woman, conversationId } = await aMatch();
    const film = (await sent(woman, aFilm({ width: 320, height: 240 }), FILM)).id;
    const photo = (await sent(woman, await aPicture(), { purpose: 'MESSAGE' })).id;
    expect(await refusal(SHOW, showing(conversationId, [film, photo]), woman)).toBe('BAD_USER_INPUT');
    expect(await ask(SHOW, showing(conversationId, [film]), woman)).toEqual({
      sendMessage: { message: { media: [{ id: film, kind: 'VIDEO' }] } },
    });
  });
});
