import { SMTPServer } from 'smtp-server';
import type { AddressInfo } from 'node:net';
import { LogLines } from '../../test/log-lines.js';
import { drain, theHouse, useHouse } from '../../test/harness.js';
import { ask, send, socket } from '../../test/client.js';
import { aPerson, PASSWORD } from '../../test/people.js';
import { LEGAL_VERSIONS } from '../accounts/index.js';
import { createLogger } from './logger.js';

/** A mail server that wants nobody's mail and says whose. */
const rude = new SMTPServer({
  authOptional: true,
  hideSTARTTLS: true,
  onRcptTo: ({ address }, _session, answer) => answer(new Error(`I do not know <${address}>, and ${address} is not welcome`)),
});
await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
const { port } = rude.server.address() as AddressInfo;

const log = new LogLines();
useHouse({ LOG_LEVEL: 'trace', SMTP_URL: `smtp://127.0.0.1:${port}` }, { log });
afterAll(() => new Promise<void>((resolve) => rude.close(resolve)));

const SIGN_UP = 'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }';
const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';

const logged = (): string => JSON.stringify(log.take());

describe('the log', () => {
  it('tells of a mail that was refused, and not whose', async () => {
    const email = 'secrete@journal.premierpas.example';
    const input = {
      role: 'WOMAN',
      email,
      password: 'mot de passe planté',
      birthDate: '1990-02-28',
      termsVersion: LEGAL_VERSIONS.terms,
      privacyVersion: LEGAL_VERSIONS.privacy,
    };
    await ask(SIGN_UP, { input });
    await drain();
    const said = logged();
    expect(said).toContain('a job failed');
    expect(said).toContain('I do not know');
    expect(said).not.toMatch(/secrete@|planté/);
  });

  it('tells of a statement that failed, and none of its values', async () => {
    const { app } = theHouse();
    const lea = await aPerson('WOMAN');
    await app.db.query(`CREATE FUNCTION break() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'broken on purpose'; END $$;`);
    await app.db.query('CREATE TRIGGER break BEFORE INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION break()');
    const { errors } = await send(SIGN_IN, { input: { email: lea.email, password: PASSWORD } });
    await app.db.query('DROP TRIGGER break ON sessions');
    expect(errors?.[0]).toMatchObject({ message: 'A fault of ours; `requestId` finds it in our logs.', path: ['signIn'] });
    expect(errors?.[0]?.extensions).toEqual({ code: 'INTERNAL', requestId: expect.any(String) as string });
    const said = logged();
    expect(said).toContain('broken on purpose');
    expect(said).toContain(String(errors?.[0]?.extensions.requestId));
    expect(said).not.toContain(lea.id);
    expect(said).not.toContain(lea.email);
    expect(said).not.toContain('parameters');
  });

  it('says nothing of what people send and get, at whatever level', async () => {
    const lea = await aPerson('WOMAN');
    const { data } = await send<{ signIn: { accessToken: string } }>(SIGN_IN, { input: { email: lea.email, password: PASSWORD } });
    await send(SIGN_IN, { input: { email: lea.email, password: 'un autre mot planté' } });
    await send('{ me { id email } }', {}, lea);
    const client = socket(lea);
    for await (const answer of client.iterate({ query: '{ me { email } }' })) expect(answer.errors).toBeUndefined();
    await client.dispose();
    const said = logged();
    for (const secret of [lea.email, PASSWORD, 'planté', data?.signIn.accessToken, lea.accessToken]) expect(said).not.toContain(secret);
  });

  it.each([
    ['invalid input syntax for type uuid: "lea@secret.example, Léa"', 'invalid input syntax for type uuid: […]'],
    [`Unexpected token 'L', "Léa, 31 ans, "... is not valid JSON`, `Unexpected token 'L': […] is not valid JSON`],
    ['value "33612345678, Léa" is out of range for type integer', 'value […] is out of range for type integer'],
    ['550 <lea@secret.example>: no such person', '550 <[e-mail]>: no such person'],
    ['bad jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIx.AbC-d_', 'bad jwt [token]'],
    ['relation "users" does not exist', 'relation "users" does not exist'],
  ])('keeps the kind of a message and not its values: %s', (message, kept) => {
    const lines = new LogLines();
    const logger = createLogger('info', lines);
    logger.error(
      { err: new Error('outside', { cause: Object.assign(new Error(message), { detail: message, rejected: [message] }) }) },
      message,
    );
    expect(lines.lines).toMatchObject([{ msg: kept, err: { message: 'outside', cause: { message: kept } } }]);
    if (kept !== message) expect(JSON.stringify(lines.lines)).not.toContain(message.slice(0, -1));
    expect(JSON.stringify(lines.lines)).not.toMatch(/lea@|Léa|eyJ/);
  });
});
