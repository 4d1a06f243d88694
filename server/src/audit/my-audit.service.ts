import type { Database } from '../platform/db/database.js';
import { forwardPage, pageSize } from '../platform/graphql/connections.js';
import type { Viewer } from '../platform/graphql/context.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import { MyAuditKindEnum, type MyAuditConnection, type MyAuditKind } from './audit.types.js';

/** Mine whoever did it: the log names no other person in them. */
const ABOUT_ME: MyAuditKind[] = [
  'ACCOUNT_CREATED',
  'SESSION_OPENED',
  'SESSION_ENDED',
  'PASSWORD_RESET',
  'EMAIL_CHANGED',
  'EMAIL_RESTORED',
  'PHONE_VERIFIED',
  'PHONE_REMOVED',
  'ROLE_GRANTED',
  'MEMBERSHIP_CHANGED',
  'MEMBERSHIP_CREDITED',
];
const nameOf = (kind: MyAuditKind): string => kind.toLowerCase().replace('_', '.');
const kindOf = (name: string): MyAuditKind => MyAuditKindEnum[name.toUpperCase().replace('.', '_') as MyAuditKind];
const ABOUT = ABOUT_ME.map(nameOf);
const ACTS = (Object.keys(MyAuditKindEnum) as MyAuditKind[]).map(nameOf).filter((name) => !ABOUT.includes(name));

interface Row {
  id: string;
  at: Date;
  kind: string;
  detail: string | null;
}

/** What a person reads of the log: what they did, and what was done to their account, in kinds that name nobody else. */
export class MyAuditService {
  constructor(
    private readonly db: Database,
    private readonly cursors: Cursors,
  ) {}

  async list(viewer: Viewer, first: number, after?: string | null): Promise<MyAuditConnection> {
    const size = pageSize(first);
    const before = typeof after === 'string' ? this.cursors.decode('my-audit', after)[0] : null;
    // Two walks down an index each, and not one through the whole log.
    const mine = (who: string, kinds: string): string =>
      `(SELECT id, at, kind, coalesce(details->>'device', details->>'caseNumber', details->>'status', details->>'role') AS detail
        FROM audit_log WHERE ${who} = $1 AND kind = ANY (${kinds}) AND ($2::bigint IS NULL OR id < $2) ORDER BY id DESC LIMIT $5)`;
    const rows = await this.db.query<Row>(
      `${mine('subject_id', '$3::text[]')} UNION ${mine('actor_id', '$4::text[]')} ORDER BY id DESC LIMIT $5`,
      [viewer.id, before, ABOUT, ACTS, size + 1],
    );
    return forwardPage(
      rows,
      size,
      after,
      ({ at, kind, detail }) => ({ at, kind: kindOf(kind), detail }),
      (row) => this.cursors.encode('my-audit', [row.id]),
    );
  }
}
