import { Arg, Directive, Int, Resolver, Root, Subscription } from 'type-graphql';
import type { SignedIn } from '../platform/graphql/context.js';
import { IdArg } from '../platform/graphql/validation.js';
import type { InboxService } from './inbox.service.js';
import { InboxEvent } from './inbox.types.js';
import type { SignalService } from './signal.service.js';
import { Signal } from './signal.types.js';

/** Made in a function, because what a `subscribe` option may use is only what stands around its class. */
export function liveResolver(inboxes: InboxService, signalling: SignalService): object {
  @Resolver()
  class LiveResolver {
    @Directive('@auth(role: [MAN, WOMAN])')
    @Subscription(() => InboxEvent, {
      subscribe: ({ args, context }: { args: { after?: number }; context: object }) =>
        inboxes.follow((context as SignedIn).viewer, args.after ?? 0),
      description:
        'Everything that changed for me after number `after`, then live. Numbers are dense: 1, 2, 3. What I may no longer see comes as a Tombstone. RESYNC_REQUIRED when `after` is more than 2,000 behind, older than 30 days, or not a number of this inbox: load `conversations` and go on from its `inboxVersion`.',
    })
    inbox(
      @Root() event: InboxEvent,
      @Arg('after', () => Int, { description: 'The last number applied; 0 for all.' }) _after: number,
    ): InboxEvent {
      return event;
    }

    @Directive('@auth(role: [MAN, WOMAN])')
    @Subscription(() => Signal, {
      subscribe: ({ args, context }: { args: { conversationId?: string }; context: object }) =>
        signalling.follow((context as SignedIn).viewer, args.conversationId ?? ''),
      description:
        'Ephemeral hints of one open conversation: typing, presence. May be lost. Ends when it is closed. While I listen, the other sees me online.',
    })
    signals(@Root() signal: object, @IdArg('conversationId', 'One of my open conversations.') _conversationId: string): object {
      return signal;
    }
  }
  return new LiveResolver();
}
