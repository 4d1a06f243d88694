import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scan, report } from './scan.js';
import { LogLines } from '../log-lines.js';
import { testLogger } from './logger.js';

const TOLD: [string, string][] = [
  ['text', 'Rendez-vous au marché samedi, près des fleurs'],
  ['password', 'un mot de passe'],
  ['code', '482913'],
];

const line = (more: object): string => JSON.stringify({ level: 50, time: '2026-11-23T10:00:00.482Z', msg: 'an operation failed', ...more });
const leaksIn = (more: object) => scan([line({}), line(more)], TOLD).leaks.map(({ what, where }) => [what, where]);

describe('the search of the log', () => {
  it.each<[string, object, string, string]>([
    [
      'a text',
      { err: { cause: { message: 'near "Rendez-vous au marché samedi, près des fleurs"' } } },
      'what was told as "text"',
      'err.cause.message',
    ],
    ['a text cut short', { err: { message: 'at "Rendez-vous au marché sam...' } }, 'what was told as "text"', 'err.message'],
    ['a text in a list', { rows: [{ words: 'x: un mot de passe' }] }, 'what was told as "password"', 'rows.0.words'],
    ['a text for a key', { 'un mot de passe': 1 }, 'what was told as "password"', 'the line'],
    ['a code', { reason: 'no 482913.' }, 'what was told as "code"', 'reason'],
    ['an address', { to: 'Léa <lea+1@test.premierpas.example>' }, 'an e-mail address', 'to'],
    ['a token', { at: 'Bearer eyJhbGciOiJIUzI1NiJ9.e30.x' }, 'a signed token', 'at'],
    ['a hash', { row: '$2b$12$abcdefghijklmnopqrstuv' }, 'the hash of a password', 'row'],
    ['a key', { url: 'with sk_test_simulator' }, 'a key of Stripe', 'url'],
    ['a database', { url: 'postgres://user:hidden@host/db' }, 'an address with a password', 'url'],
    ['a caller', { ip: '10.0.3.255' }, 'the address of a caller', 'ip'],
  ])('finds %s', (_what, more, what, where) => {
    expect(leaksIn(more)).toContainEqual([what, where]);
  });

  it.each<[string, object]>([
    ['an id with the digits of a code', { requestId: '48291300-0000-4000-8000-482913000000' }],
    ['the beginning of a text', { err: { message: 'Rendez-vous au marché' } }],
    ['what nobody told', { operation: 'SendMessage', ms: 482913, codes: ['NOT_FOUND'], url: 'http://127.0.0.1:5432/graphql' }],
  ])('leaves %s', (_what, more) => {
    expect(leaksIn(more)).toEqual([]);
  });

  it('reads what is not JSON as well', () => {
    expect(scan(['Error: un mot de passe'], TOLD).leaks).toMatchObject([{ where: 'the line', what: 'what was told as "password"' }]);
  });

  it('says what was found and in which message, and not the thing itself', () => {
    const said = report(
      scan(
        [
          line({ msg: `lea@test.premierpas.example wants un mot de passe: ${TOLD[0]?.[1]}` }),
          line({ ip: '10.1.2.3' }),
          line({ ip: '10.1.2.3' }),
        ],
        TOLD,
      ),
    );
    expect(said).toContain('3 lines, searched for 3 secrets');
    expect(said).toContain('an e-mail address, at "msg"');
    expect(said).toContain('the address of a caller, at "ip" of "an operation failed" (2)');
    expect(said).not.toMatch(/lea@|mot de passe|marché|fleurs|10\.1\.2\.3/);
  });
});

it('a house that is asked to say little writes all of it down for the search', () => {
  const [quiet, silent] = [new LogLines(), new LogLines()];
  const logger = testLogger('error', quiet);
  logger.debug('an operation');
  logger.error('a fault');
  testLogger('silent', silent).fatal('an end');
  expect([quiet.take(), silent.take()].map((lines) => lines.map(({ msg }) => msg))).toEqual([['a fault'], []]);
  const kept = readFileSync(join(process.env.TEST_RUN_DIR ?? '', `said.${process.pid}.jsonl`), 'utf8');
  for (const said of ['an operation', 'a fault', 'an end']) expect(kept).toContain(`"msg":"${said}"`);
});
