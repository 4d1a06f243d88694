import { LEGAL_VERSIONS } from '../../src/accounts/index.js';
import { usernameKey } from '../../src/profiles/profile.validation.js';
import type { Tx } from '../../src/platform/db/transaction.js';
import type { Calendar } from './calendar.js';
import type { DemoPerson } from './demo.types.js';
import { demoEmail } from './logins.js';
import { idAt, insertRows } from './rows.js';

/** Accounts with a proven address; answers with the id of each by key. */
export async function seedAccounts(
  tx: Tx,
  people: readonly DemoPerson[],
  passwordHash: string,
  calendar: Calendar,
): Promise<Map<string, string>> {
  const ids = new Map(people.map(({ key, joinedDaysAgo }) => [key, idAt(calendar.daysAgo(joinedDaysAgo))]));
  await insertRows(
    tx,
    'users',
    people.map((person) => {
      const joined = calendar.daysAgo(person.joinedDaysAgo).toISOString();
      return {
        id: idOf(ids, person.key),
        role: person.role,
        status: 'ACTIVE',
        email: demoEmail(person.key),
        email_key: demoEmail(person.key),
        email_verified_at: joined,
        password_hash: passwordHash,
        birth_date: calendar.birthDate(person.age, person.birthdayDaysAgo),
        locale: person.locale,
        terms_version: LEGAL_VERSIONS.terms,
        privacy_version: LEGAL_VERSIONS.privacy,
        consented_at: joined,
        created_at: joined,
      };
    }),
  );
  await insertRows(
    tx,
    'consents',
    people.flatMap((person) =>
      Object.entries({ TERMS: LEGAL_VERSIONS.terms, SENSITIVE_DATA: LEGAL_VERSIONS.privacy }).map(([purpose, version]) => ({
        user_id: idOf(ids, person.key),
        purpose,
        version,
        given: true,
        at: calendar.daysAgo(person.joinedDaysAgo).toISOString(),
      })),
    ),
  );
  return ids;
}

export function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`Nobody in the demo is called ${key}.`);
  return id;
}

/** Two of three; nobody has the number, which is not kept of real people either. */
const hasProvenNumber = (person: DemoPerson, people: readonly DemoPerson[]): boolean => people.indexOf(person) % 3 !== 2;

export async function seedPhones(
  tx: Tx,
  people: readonly DemoPerson[],
  ids: ReadonlyMap<string, string>,
  calendar: Calendar,
): Promise<void> {
  const proven = people.filter((person) => hasProvenNumber(person, people));
  await insertRows(
    tx,
    'phones',
    proven.map(({ key, joinedDaysAgo }, index) => ({
      user_id: idOf(ids, key),
      ends_with: String((index * 37) % 100).padStart(2, '0'),
      verified_at: calendar.daysAgo(joinedDaysAgo).toISOString(),
    })),
  );
}

/** What others see of them. The daily order and the region follow from what is written here, by the table's own trigger. */
export async function seedProfiles(
  tx: Tx,
  people: readonly DemoPerson[],
  ids: ReadonlyMap<string, string>,
  calendar: Calendar,
): Promise<void> {
  const common = (person: DemoPerson) => ({
    user_id: idOf(ids, person.key),
    username: person.username,
    bio: person.bio,
    illustration: person.illustration,
    city_code: person.cityCode,
    birth_date: calendar.birthDate(person.age, person.birthdayDaysAgo),
    interests: person.interests,
    tags: person.tags,
    verified: hasProvenNumber(person, people),
  });
  const men = people.filter(({ role }) => role === 'MAN');
  const women = people.filter(({ role }) => role === 'WOMAN');
  await insertRows(
    tx,
    'profiles_men',
    men.map((man) => ({ ...common(man), username_key: usernameKey(man.username), active_day: calendar.day(man.activeDaysAgo) })),
  );
  await insertRows(tx, 'profiles_women', women.map(common));
}
