import { record } from '../audit/index.js';
import { REPORTS_A_DAY } from '../limits/index.js';
import { clock, days, hours } from '../platform/clock.js';
import type { Database } from '../platform/db/database.js';
import type { Tx } from '../platform/db/transaction.js';
import { badInput, notFound, UserError } from '../platform/errors.js';
import type { Viewer } from '../platform/graphql/context.js';
import { newId } from '../platform/ids.js';
import type { BlockService } from './block.service.js';
import { newCaseNumber } from './case-number.js';
import { freeze } from './evidence.js';
import { SEVERITIES, type ReportInput, type ReportPayload } from './moderation.types.js';
import { STRIKE_COUNTS_FOR } from './outcomes.js';
import type { Found, Knowledge, PointedAt } from './reportable.js';

const SAME_CASE_FOR = hours(24);
const TARGETS = ['userId', 'conversationId', 'postId', 'messageId', 'mediaId'] as const;

interface Target {
  kind: (typeof TARGETS)[number];
  id: string;
  /** Messages of a conversation. */
  pointed: string[];
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
    if (target.pointed.length > 0) {
      const said = await this.knowledge.messagesIn(target.id, found.personId, target.pointed);
      if (said.length < target.pointed.length) throw notFound();
    }
    return this.db.transaction(async (tx) => {
      // One person's reports wait for each other, so that a double click is one case.
      await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`report:${viewer.id}`]);
      const caseNumber = (await this.sameCase(tx, viewer, target, found)) ?? (await this.open(tx, viewer, input, target, found));
      return { caseNumber };
    });
  }

  /** Whose reports were filed to harm may file fewer, and those are read later; whether there were such. */
  private async assertNotTooMany(tx: Tx, viewer: Viewer): Promise<boolean> {
    const now = clock.now().getTime();
    const row = await tx.one<{ abusive: number; today: Date[] }>(
      `SELECT count(*) FILTER (WHERE abusive AND handled_at > $2)::int AS abusive,
              coalesce(array_agg(created_at ORDER BY created_at DESC) FILTER (WHERE created_at > $3), '{}') AS today
       FROM reports WHERE reporter_id = $1`,
      [viewer.id, new Date(now - STRIKE_COUNTS_FOR), new Date(now - days(1))],
    );
    const { abusive, today } = row ?? { abusive: 0, today: [] };
    const most = REPORTS_A_DAY[Math.min(abusive, REPORTS_A_DAY.length - 1)] ?? 1;
    // The one after which there is room again.
    const last = today[most - 1];
    if (last) {
      const retryAfter = Math.max(1, Math.ceil((last.getTime() + days(1) - now) / 1_000));
      throw new UserError('RATE_LIMITED', undefined, { reason: 'DAILY', retryAfter });
    }
    return abusive > 0;
  }

  private async find(viewer: Viewer, { kind, id }: Target): Promise<Found | null> {
    if (kind === 'conversationId') return this.knowledge.conversation(viewer.id, id);
    if (kind === 'messageId') return this.knowledge.message(viewer.id, id);
    const found = await this.ownerOf(kind, id);
    // The same work whether it exists or not, so that the time of the answer tells nothing.
    const known = await this.blocks.knows(viewer, found?.personId ?? newId());
    return known ? found : null;
  }

  private async ownerOf(kind: Target['kind'], id: string): Promise<Found | null> {
    if (kind === 'postId') return this.knowledge.post(id);
    return kind === 'mediaId' ? this.knowledge.media(id) : { personId: id, quoted: null };
  }

  private async sameCase(tx: Tx, viewer: Viewer, target: Target, found: Found): Promise<string | undefined> {
    const since = new Date(clock.now().getTime() - SAME_CASE_FOR);
    const row = await tx.one<{ caseNumber: string }>(
      `SELECT case_number AS "caseNumber" FROM reports
       WHERE reporter_id = $1 AND created_at > $2 AND reported_id = $3 AND status = 'OPEN'
         AND (conversation_id, post_id, message_id, media_id, message_ids) IS NOT DISTINCT FROM ($4::uuid, $5::uuid, $6::uuid, $7::uuid, $8::uuid[]) ORDER BY id LIMIT 1`,
      [viewer.id, since, found.personId, ...idsOf(target)],
    );
    return row?.caseNumber;
  }

  private async open(tx: Tx, viewer: Viewer, { reason, words }: ReportInput, target: Target, found: Found): Promise<string> {
    const criedWolf = await this.assertNotTooMany(tx, viewer);
    const [id, caseNumber] = [newId(), newCaseNumber()];
    await tx.query(
      `INSERT INTO reports (id, case_number, reporter_id, reported_id, conversation_id, post_id, message_id, media_id, message_ids, reason, severity, words, quoted, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
      [
        id,
        caseNumber,
        viewer.id,
        found.personId,
        ...idsOf(target),
        reason,
        Math.max(1, SEVERITIES[reason] - (criedWolf ? 1 : 0)),
        words?.trim() || null,
        found.quoted,
        clock.now(),
      ],
    );
    const evidence = await freeze(tx, id, await this.knowledge.snapshot(tx, viewer.id, found.personId, pointedBy(target)));
    await tx.query('UPDATE reports SET evidence_hash = $2 WHERE id = $1', [id, evidence]);
    await record(tx, viewer.id, found.personId, { kind: 'report.filed', details: { caseNumber, reason, evidence } });
    await tx.emit('report.filed', { reportId: id });
    return caseNumber;
  }
}

/** As the table keeps them; a person alone is the row's `reported_id`. */
function idsOf({ kind, id, pointed }: Target): (string | string[] | null)[] {
  const ids = (['conversationId', 'postId', 'messageId', 'mediaId'] as const).map((column) => (column === kind ? id : null));
  return [...ids, pointed];
}

const pointedBy = ({ kind, id, pointed }: Target): PointedAt => ({
  messages: kind === 'messageId' ? [id] : pointed,
  media: kind === 'mediaId' ? [id] : [],
});

function targetOf(input: ReportInput): Target {
  const named = TARGETS.flatMap((kind) => (input[kind] ? [{ kind, id: input[kind].toLowerCase() }] : []));
  const [target, ...more] = named;
  if (!target || more.length > 0) {
    const wrong = more.length > 0 ? named.map(({ kind }) => kind) : TARGETS;
    throw badInput(Object.fromEntries(wrong.map((kind) => [kind, `Name exactly one of ${TARGETS.join(', ')}.`])));
  }
  const pointed = [...new Set((input.messageIds ?? []).map((id) => id.toLowerCase()))].sort();
  if (pointed.length > 0 && target.kind !== 'conversationId') throw badInput({ messageIds: 'They go with conversationId.' });
  return { ...target, pointed };
}
