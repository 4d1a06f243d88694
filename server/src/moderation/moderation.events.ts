declare module '../platform/events.js' {
  interface Events {
    /** Both vanish for each other. `within` handlers close what they share, in the same transaction. */
    'person.blocked': { blockerId: string; blockedId: string };
    'report.filed': { reportId: string };
    'report.handled': { reportId: string };
  }
}

export {};
