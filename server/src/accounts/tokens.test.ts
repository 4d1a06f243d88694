import { clock, seconds } from '../platform/clock.js';
import { ACCESS_TOKEN_LIFE, Tokens } from './tokens.js';

const tokens = new Tokens('a secret of thirty-two characters.');
const refused = expect.objectContaining({ extensions: { code: 'UNAUTHENTICATED' } }) as Error;

afterEach(() => clock.reset());

describe('an access token', () => {
  it('is good until it ends, and not a second longer for having been good before', async () => {
    const { token } = await tokens.signAccess('hers', 'this one');
    expect(await tokens.verifyAccess(token)).toMatchObject({ userId: 'hers', sessionId: 'this one' });
    clock.travel(ACCESS_TOKEN_LIFE - seconds(2));
    expect(await tokens.verifyAccess(token)).toMatchObject({ userId: 'hers' });
    clock.travel(seconds(2));
    await expect(tokens.verifyAccess(token)).rejects.toThrow(refused);
  });

  it('that was altered is refused, however often the true one came before', async () => {
    const { token } = await tokens.signAccess('hers', 'this one');
    await tokens.verifyAccess(token);
    const [head, , signature] = token.split('.');
    const claims = Buffer.from(JSON.stringify({ sub: 'his', sid: 'x', aud: 'premier-pas', exp: 9_999_999_999 })).toString('base64url');
    for (const forged of [`${head}.${claims}.${signature}`, `${token}A`, token.slice(0, -1)]) {
      await expect(tokens.verifyAccess(forged)).rejects.toThrow(refused);
      await expect(tokens.verifyAccess(forged)).rejects.toThrow(refused);
    }
  });
});
