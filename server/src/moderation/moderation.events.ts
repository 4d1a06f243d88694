declare module '../platform/events.js' {
  interface Events {
    /** Both vanish for each other. `within` handlers close what they share, in the same transaction. */
    'person.blocked': { blockerId: string; blockedId: string };
    'person.unblocked': { blockerId: string; blockedId: string };
    'report.filed': { reportId: string };
    'report.handled': { reportId: string };
    /** Something was done to somebody, who is told why. */
    'sanction.decided': { decisionId: string };
    'person.banned': { userId: string };
    /** An appeal against the loss of access was granted: what was lost is given back. */
    'sanction.overturned': { decisionId: string };
    'appeal.decided': { decisionId: string };
  }
}

export {};
