import type { MembershipService } from '../billing/index.js';
import type { Attention } from '../chat/index.js';
import type { NotificationKind } from './notification.types.js';

/** What a person may have to be told of: a row of `push_turns`. */
export interface Turn {
  userId: string;
  subjectId: string;
  about: 'CONVERSATION' | 'MEMBERSHIP' | 'CASE';
}

/** What there is to tell. */
export interface Occasion extends Turn {
  kind: NotificationKind;
  /** Whom it comes from, in a conversation. */
  otherId: string | null;
}

/** A renewal that failed: she can still mend it. What she ended herself, she knows. */
const FAILED = new Set(['PAST_DUE', 'UNPAID']);

/** Looks, each time anew, whether there is still something to tell: a job that comes late tells nothing that is over. */
export class Occasions {
  constructor(
    private readonly attention: Attention,
    private readonly memberships: MembershipService,
  ) {}

  async among(turns: readonly Turn[]): Promise<Occasion[]> {
    const talks = turns.filter(({ about }) => about === 'CONVERSATION');
    const others = turns.filter(({ about }) => about !== 'CONVERSATION');
    const waiting = await this.attention.waiting(talks.map(({ userId, subjectId }) => ({ userId, conversationId: subjectId })));
    const occasions: Occasion[] = waiting.map(({ userId, conversationId, otherId, isNew }) => ({
      userId,
      subjectId: conversationId,
      about: 'CONVERSATION',
      kind: isNew ? 'NEW_CONVERSATION' : 'NEW_MESSAGE',
      otherId,
    }));
    for (const turn of others) {
      if (turn.about === 'CASE') occasions.push({ ...turn, kind: 'CASE', otherId: null });
      else if (FAILED.has((await this.memberships.of(turn.userId)).status)) occasions.push({ ...turn, kind: 'MEMBERSHIP', otherId: null });
    }
    return occasions;
  }
}
