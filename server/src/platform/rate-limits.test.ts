import { refusal, send } from '../../test/client.js';
import { theHouse, useHouse } from '../../test/harness.js';
import { networkOf } from './rate-limits.js';

useHouse();

const CITIES = '{ cities(search: "lyo") { code } }';
const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

describe('whose calls are counted together', () => {
  it.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0DB8:0001:0002::9', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['unknown', 'unknown'],
  ])('%s counts as %s', (address, network) => expect(networkOf(address)).toBe(network));

  it('an address that is none and never ends fits the counters', () => expect(networkOf('x'.repeat(5_000)).length).toBeLessThan(100));

  it('a household that changes its address at each call is still one household', async () => {
    await theHouse().app.db.query(`INSERT INTO rate_limits VALUES ('Query.cities/1m:IP:2001:db8:1:2::/64', 119, $1)`, [
      Date.now() + 60_000,
    ]);
    expect((await send(CITIES, {}, from('2001:db8:1:2:aaaa::1'))).errors).toBeUndefined();
    expect(await refusal(CITIES, {}, from('2001:db8:1:2:bbbb::2'))).toBe('RATE_LIMITED');
    expect((await send(CITIES, {}, from('2001:db8:1:3::1'))).errors).toBeUndefined();
  });
});
