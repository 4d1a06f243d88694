import { record } from '../audit/index.js';
import { clock, hours } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput, notFound } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import type { BlockService } from './block.service.js';
import { newCaseNumber } from './case-number.js';
import type { ReportInput, ReportPayload } from './moderation.types.js';
import type { Found, Knowledge } from './reportable.js';

const SAME_CASE_FOR = hours(24);
const TARGETS = ['userId', 'conversationId', 'postId', 'messageId'] as const;

interface Target {
  kind: (typeof TARGETS)[number];
  id: string;
}

/** The side of who reports. */
export class ReportService {
  constructor(
    private readonly db: Database,
    private readonly blocks: BlockService,
    private readonly knowledge: Knowledge,
  ) {}

  async file(viewer: Viewer, input: ReportInput): Promise<ReportPayload> {
    const target = targetOf(input);
    const found = await this.find(viewer, target);
    if (!found || found.personId === viewer.id) throw notFound();
    return this.db.transaction(async (tx) => {
      // One person's reports wait for each other, so that a double click is one case.
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`report:${viewer.id}`]);
      const caseNumber = (await this.sameCase(tx, viewer, target, found)) ?? (await this.open(tx, viewer, input, target, found));
      return { caseNumber };
    });
  }

  private async find(viewer: Viewer, { kind, id }: Target): Promise<Found | null> {
    if (kind === 'conversationId') return this.knowledge.conversation(viewer.id, id);
    if (kind === 'messageId') return this.knowledge.message(viewer.id, id);
    const found = kind === 'postId' ? await this.knowledge.post(id) : { personId: id, quoted: null };
    return found && (await this.blocks.knows(viewer, found.personId)) ? found : null;
  }

  private async sameCase(tx: Tx, viewer: Viewer, target: Target, found: Found): Promise<string | undefined> {
    const since = new Date(clock.now().getTime() - SAME_CASE_FOR);
    const row = await tx.one<{ caseNumber: string }>(
      `SELECT case_number AS "caseNumber" FROM reports
       WHERE reporter_id = $1 AND created_at > $2 AND reported_id = $3
         AND (conversation_id, post_id, message_id) IS NOT DISTINCT FROM ($4::uuid, $5::uuid, $6::uuid) ORDER BY id LIMIT 1`,
      [viewer.id, since, found.personId, ...idsOf(target)],
    );
    return row?.caseNumber;
  }

  private async open(tx: Tx, viewer: Viewer, { reason, words }: ReportInput, target: Target, found: Found): Promise<string> {
    const [id, caseNumber] = [newId(), newCaseNumber()];
    await tx.query(
      `INSERT INTO reports (id, case_number, reporter_id, reported_id, conversation_id, post_id, message_id, reason, words, quoted, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [id, caseNumber, viewer.id, found.personId, ...idsOf(target), reason, words?.trim() || null, found.quoted, clock.now()],
    );
    await record(tx, viewer.id, found.personId, { kind: 'report.filed', details: { caseNumber, reason } });
    await tx.emit('report.filed', { reportId: id });
    return caseNumber;
  }
}

/** As the table keeps them; a person alone is the row's `reported_id`. */
function idsOf({ kind, id }: Target): (string | null)[] {
  return (['conversationId', 'postId', 'messageId'] as const).map((column) => (column === kind ? id : null));
}

function targetOf(input: ReportInput): Target {
  const named = TARGETS.flatMap((kind) => (input[kind] ? [{ kind, id: input[kind] }] : []));
  const [target, ...more] = named;
  if (!target || more.length > 0) {
    const wrong = more.length > 0 ? named.map(({ kind }) => kind) : TARGETS;
    throw badInput(Object.fromEntries(wrong.map((kind) => [kind, `Name exactly one of ${TARGETS.join(', ')}.`])));
  }
  return target;
}
