import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { ask } from './api';
import { codeFor } from './mailbox';
import { demo, type Person, type Signed, someoneNew } from './people';
import { anAddress, expect } from './visitor';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

/** An account that nobody has seen: no name, no town. */
async function anEmptyAccount(name: string): Promise<Person & { token: string }> {
  const [person, from] = [someoneNew(name), anAddress()];
  const { legalVersions: versions } = await ask<{ legalVersions: { terms: string; privacy: string } }>(
    '{ legalVersions { terms privacy } }',
  );
  const { signUp } = await ask<{ signUp: { signUpId: string } }>(
    'mutation ($input: SignUpInput!) { signUp(input: $input) { signUpId } }',
    {
      input: {
        role: 'MAN',
        email: person.email,
        password: person.password,
        birthDate: '1980-03-02',
        termsVersion: versions.terms,
        privacyVersion: versions.privacy,
      },
    },
    { from },
  );
  const { verifyEmail } = await ask<{ verifyEmail: { accessToken: string } }>(
    'mutation ($input: VerifyEmailInput!) { verifyEmail(input: $input) { accessToken } }',
    { input: { signUpId: signUp.signUpId, code: await codeFor(person.email) } },
    { from },
  );
  return { ...person, token: verifyEmail.accessToken };
}

/** Made as an operator makes one, by the command. */
export async function anAdmin(): Promise<Person & { token: string }> {
  const person = await anEmptyAccount('Agathe');
  const command = spawn(process.execPath, ['server/dist/scripts/admin.js', person.email], {
    cwd: ROOT,
    env: { ...process.env, DATA_DIR: process.env.STORIES_DATA_DIR },
    stdio: 'inherit',
  });
  const code = await new Promise<number | null>((resolve) => command.once('exit', resolve));
  if (code !== 0) throw new Error(`npm run admin ended with ${code}`);
  return person;
}

/** Named by an admin. */
export async function aModerator(admin: { token: string }): Promise<Person> {
  const person = await anEmptyAccount('Mathis');
  await ask(
    'mutation ($input: NameModeratorInput!) { nameModerator(input: $input) { id } }',
    { input: { email: person.email, moderator: true } },
    admin,
  );
  return person;
}

interface Case {
  id: string;
  caseNumber: string;
  reported: { id: string };
}

async function openCases(moderator: { token: string }): Promise<Case[]> {
  const { reports } = await ask<{ reports: { edges: { node: Case }[] } }>(
    '{ reports(first: 50) { edges { node { id caseNumber reported { id } } } } }',
    {},
    moderator,
  );
  return reports.edges.map(({ node }) => node);
}

export async function decides(
  moderator: { token: string },
  caseNumber: string,
  decision: { outcome: string; rule: string; facts: string; text: string },
): Promise<void> {
  const reportId = (await openCases(moderator)).find((each) => each.caseNumber === caseNumber)?.id;
  await ask('mutation ($input: DecisionInput!) { decide(input: $input) { id } }', { input: { reportId, ...decision } }, moderator);
}

async function theDemoModerator(): Promise<{ token: string }> {
  const { email, password } = demo('moderation');
  const { signIn } = await ask<{ signIn: { accessToken: string } }>(
    'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }',
    { input: { email, password } },
    { from: anAddress() },
  );
  return { token: signIn.accessToken };
}

/** The demo moderator bans whoever a case is about. */
export async function excludes(caseNumber: string): Promise<void> {
  const decision = { outcome: 'BAN', rule: 'HARASSMENT', facts: 'Des insultes, trois soirs de suite.', text: 'Nous ne le permettons pas.' };
  await decides(await theDemoModerator(), caseNumber, decision);
}

/** The house has compared who came with those it excluded, and put them before the moderators. */
export async function suspected({ id }: Signed): Promise<void> {
  const moderator = await theDemoModerator();
  await expect.poll(async () => (await openCases(moderator)).map(({ reported }) => reported.id)).toContain(id);
}
