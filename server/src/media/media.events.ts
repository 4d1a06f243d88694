declare module '../platform/events.js' {
  interface Events {
    /** Its status or progress changed: its owner is told. */
    'media.changed': { mediaId: string; ownerId: string };
  }
}

export {};
