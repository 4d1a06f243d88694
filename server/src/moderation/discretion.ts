import type { ReportRow } from './report.rows.js';
import type { Knowledge } from './reportable.js';

export const DISCREET = 'It must not tell who reported.';

/**
 * Whether words that somebody judged will read name who reported: by the name on the profile, the case number or the id. Word by
 * word, without accents or capitals: « Léa Martin » is told by « lea martin », and not by « Leander ».
 */
export async function tellsWhoReported(
  knowledge: Knowledge,
  { reporterId, caseNumber }: Pick<ReportRow, 'reporterId' | 'caseNumber'>,
  words: string,
): Promise<boolean> {
  const name = reporterId === null ? '' : ((await knowledge.usernames([reporterId])).get(reporterId) ?? '');
  const said = plain(words);
  return [caseNumber, reporterId ?? '', name].map(plain).some((each) => each.trim() !== '' && said.includes(each));
}

const plain = (text: string): string =>
  ` ${text
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ')} `;
