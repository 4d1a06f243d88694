declare module '../platform/events.js' {
  interface Events {
    /** What Stripe says of a woman's subscription changed, or her access ended by itself. */
    'membership.changed': { userId: string };
    /** Has given Stripe a card that we did not know of them. */
    'card.used': { userId: string };
  }
}

export {};
