import { jest } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiError, useAction } from '../api';
import { type Messages, provideCatalogues, setLocale, startI18n } from '../i18n';
import { heldBack } from './held';

const texts = (folder: string, code: string) => async () =>
  JSON.parse(readFileSync(join(process.cwd(), 'web/src', folder, `messages.${code}.json`), 'utf8')) as Messages;

const refusal = (extensions: object) => new ApiError([{ message: 'No.', extensions: { code: 'RATE_LIMITED', ...extensions } }]);

beforeAll(async () => {
  const both = ['fr', 'en'].flatMap((code) =>
    ['i18n', 'limits'].map((folder) => [`./${folder}/messages.${code}.json`, texts(folder, code)]),
  );
  provideCatalogues(Object.fromEntries(both) as Record<string, () => Promise<Messages>>);
  await startI18n();
});

async function toldFor(extensions: object): Promise<string | undefined> {
  const { run, problem } = useAction(() => Promise.reject(refusal(extensions)));
  await run();
  return problem.value;
}

it('somebody who is held back reads why, and when they may go on', async () => {
  await setLocale('fr');
  expect(await toldFor({ reason: 'NEW_ACCOUNT', retryAfter: 7_100 })).toBe(
    'Votre compte est tout récent\u202f: les trois premiers jours, on avance à petits pas. Vous pourrez continuer dans 2 heures.',
  );
  expect(await toldFor({ reason: 'REPEATED', retryAfter: 3 * 86_400 })).toMatch(/réessayez dans 3 jours\.$/);
  await setLocale('en');
  expect(await toldFor({ reason: 'DAILY', retryAfter: 40 })).toBe('That is a lot for a single day. You can go on in 1 minute.');
});

it('whoever gives a throw-away address reads so', async () => {
  await setLocale('fr');
  expect(await toldFor({ code: 'BAD_USER_INPUT', reason: 'DISPOSABLE_EMAIL' })).toMatch(/^Cette adresse est jetable/);
});

it('too many calls are over in a moment, and other reasons are not ours', async () => {
  await setLocale('fr');
  expect(await toldFor({ retryAfter: 12 })).toMatch(/^C’est un peu trop en peu de temps/);
  expect(await toldFor({ reason: 'SOMETHING_NEW', retryAfter: 12 })).toMatch(/^C’est un peu trop en peu de temps/);
  expect(heldBack(refusal({ code: 'CONFLICT', reason: 'DAILY' }))).toBeUndefined();
});

it('until when is an instant, which a reload does not move', () => {
  jest.useFakeTimers({ now: 1_000_000 });
  expect(heldBack(refusal({ reason: 'DAILY', retryAfter: 60 }))).toEqual({ reason: 'DAILY', until: 1_060_000 });
  jest.useRealTimers();
});
