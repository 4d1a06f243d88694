import { as } from './client.js';
import type { Person } from './people.js';

/** Files a report; its case number. */
export async function report(person: Person, input: object): Promise<string> {
  const REPORT = 'mutation ($input: ReportInput!) { report(input: $input) { caseNumber } }';
  const { report: payload } = await as(person).ask<{ report: { caseNumber: string } }>(REPORT, {
    input: { reason: 'HARASSMENT', ...input },
  });
  return payload.caseNumber;
}

export const DECIDE = 'mutation ($input: DecisionInput!) { decide(input: $input) { id status outcome note claimedByMe } }';
export const APPEAL = 'mutation ($input: AppealInput!) { appeal(input: $input) { id appeal { words granted answer } } }';
export const DECIDE_APPEAL =
  'mutation ($input: AppealDecisionInput!) { decideAppeal(input: $input) { granted decision { overturnedAt } } }';
export const CASE_FILE = `query ($id: ID!) { caseFile(id: $id) {
  report { id caseNumber target reported { id } reporter { id } }
  evidence { frozenAt intact purged profile { username bio } posts { id text pointed } messages { id from text pointed } media { id messageId pointed url } }
  history { strikes falseReports reports { caseNumber } decisions { outcome caseNumber } } reporterHistory { falseReports decidedReports dismissedReports }
  decision { outcome rule facts statement mine } } }`;
export const MY_SANCTIONS =
  '{ mySanctions { id outcome rule statement automated decidedAt endsAt state appealableUntil appeal { granted answer } } }';

export interface CaseFile {
  report: { id: string; target: string };
  evidence: {
    intact: boolean;
    purged: boolean;
    profile: { username: string; bio: string } | null;
    posts: { id: string; text: string; pointed: boolean }[];
    messages: { id: string; from: string; text: string | null; pointed: boolean }[];
    media: { id: string; messageId: string | null; pointed: boolean; url: string }[];
  };
  history: { strikes: number; falseReports: number; reports: object[]; decisions: { outcome: string }[] };
  reporterHistory: { falseReports: number; decidedReports: number; dismissedReports: number };
  decision: { statement: string | null } | null;
}

interface Page {
  reports: { edges: { node: { id: string; caseNumber: string } }[]; pageInfo: { endCursor: string | null; hasNextPage: boolean } };
}

const PAGE = `query ($status: ReportStatus, $after: String) { reports(status: $status, first: 50, after: $after) {
  edges { node { id caseNumber } } pageInfo { endCursor hasNextPage } } }`;

/** The id of a case, as a moderator finds it. */
export async function idOf(moderator: Person, caseNumber: string): Promise<string> {
  for (const status of ['OPEN', 'HANDLED']) {
    for (let after: string | null = null, more = true; more;) {
      const { reports }: Page = await as(moderator).ask<Page>(PAGE, { status, after });
      const found = reports.edges.find(({ node }) => node.caseNumber === caseNumber);
      if (found) return found.node.id;
      ({ endCursor: after, hasNextPage: more } = reports.pageInfo);
    }
  }
  throw new Error(`no case ${caseNumber}`);
}

export async function fileOf(moderator: Person, caseNumber: string): Promise<CaseFile> {
  return (await as(moderator).ask<{ caseFile: CaseFile }>(CASE_FILE, { id: await idOf(moderator, caseNumber) })).caseFile;
}

export const MEASURE = { rule: 'HARASSMENT', facts: 'Trois messages insultants le même soir.', text: 'Laissez-la tranquille.' };

/** Decides a case; the id of the report. */
export async function decide(moderator: Person, caseNumber: string, outcome: string, more: object = {}): Promise<string> {
  const reportId = await idOf(moderator, caseNumber);
  const reasons = outcome === 'DISMISS' ? { facts: 'Rien de contraire aux règles.' } : MEASURE;
  await as(moderator).ask(DECIDE, { input: { reportId, outcome, ...reasons, ...more } });
  return reportId;
}

export interface Sanction {
  id: string;
  outcome: string;
  statement: string;
  state: string;
  endsAt: string | null;
  appeal: { granted: boolean | null; answer: string | null } | null;
}

export async function sanctionsOf(person: Person): Promise<Sanction[]> {
  return (await as(person).ask<{ mySanctions: Sanction[] }>(MY_SANCTIONS)).mySanctions;
}
