import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT_ROOT } from '../src/platform/project-root.js';
import { send } from './client.js';
import { theHouse, useHouse } from './harness.js';
import { aPerson, aSubscribedWoman } from './people.js';

useHouse();

const { version } = JSON.parse(readFileSync(join(PROJECT_ROOT, 'package.json'), 'utf8')) as { version: string };
const manifest = Object.entries(
  JSON.parse(readFileSync(join(PROJECT_ROOT, `web/documents/${version}.json`), 'utf8')) as Record<string, string>,
);

/** The same operation by its hash (compiled) and by its text (Apollo). */
async function bothWays(name: string, accessToken?: string, variables: Record<string, unknown> = {}): Promise<[unknown, unknown]> {
  const [hash, text] = manifest.find(([, document]) => new RegExp(`(query|mutation) ${name}\\b`).test(document)) ?? [];
  if (!hash || !text) throw new Error(`no document ${name} in the manifest`);
  const response = await fetch(`${theHouse().url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}) },
    body: JSON.stringify({ variables, extensions: { persistedQuery: { version: 1, sha256Hash: hash } } }),
  });
  const compiled = (await response.json()) as { data?: unknown; errors?: { message: string; extensions: unknown }[] };
  const { data, errors } = await send(text, variables, { accessToken });
  const essence = (answer: typeof compiled) => ({
    data: answer.data,
    errors: answer.errors?.map(({ message, extensions }) => ({ message, extensions })),
  });
  return [essence(compiled), essence({ data, errors } as typeof compiled)];
}

describe('a trusted document', () => {
  it('answers what its text answers', async () => {
    const lea = await aPerson('WOMAN');
    const [compiled, plain] = await bothWays('Me', lea.accessToken);
    expect(compiled).toEqual(plain);
    expect(compiled).toMatchObject({ data: { me: { email: lea.email } } });
  });

  it('is refused as its text is refused', async () => {
    const [compiled, plain] = await bothWays('Me');
    expect(compiled).toEqual(plain);
    expect(compiled).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] });
  });

  it('fills what an input leaves out as its text does', async () => {
    const lea = await aSubscribedWoman();
    const [compiled, plain] = await bothWays('Men', lea.accessToken, { filter: {}, first: 2 });
    expect(compiled).toEqual(plain);
    expect(compiled).toMatchObject({ data: { men: { edges: expect.any(Array) } } });
  });

  it('must be one that we know', async () => {
    const response = await fetch(`${theHouse().url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ extensions: { persistedQuery: { version: 1, sha256Hash: 'f'.repeat(64) } } }),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] });
  });
});
