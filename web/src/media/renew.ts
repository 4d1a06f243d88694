import { client } from '../graphql';
import {
  ManAdsDocument,
  ManMediaDocument,
  MediaAgainDocument,
  MyMediaDocument,
  MyPostsDocument,
  WomanMediaDocument,
} from '../graphql/generated/graphql';
import { session } from '../session';

const AT_ONCE = 3;

const going = new Map<string, Promise<boolean>>();
const queue: (() => void)[] = [];
let running = 0;

export type Where = 'profile' | 'ads' | 'message';

/**
 * Asks for new addresses of everything that is shown of this person there, or of this one photo or film of a message; the
 * cache brings them to wherever they are looked at.
 */
export function renew(what: { __typename?: string; id: string }, where: Where): Promise<boolean> {
  const key = `${where} ${what.id}`;
  const present = going.get(key);
  if (present) return present;
  const asking = inTurn(() => ASK[where](what)).then(
    () => true,
    () => false,
  );
  going.set(key, asking);
  void asking.then(() => going.delete(key));
  return asking;
}

const ASK: Record<Where, (what: { __typename?: string; id: string }) => Promise<unknown>> = {
  profile: askProfile,
  ads: askAds,
  message: ({ id }) => client.query({ query: MediaAgainDocument, variables: { id }, fetchPolicy: 'network-only' }),
};

function askProfile({ __typename, id }: { __typename?: string; id: string }): Promise<unknown> {
  const fetchPolicy = 'network-only' as const;
  // I may not ask for myself as others do.
  if (id === session.me.value?.id) return client.query({ query: MyMediaDocument, fetchPolicy });
  if (__typename === 'Woman') return client.query({ query: WomanMediaDocument, variables: { id }, fetchPolicy });
  return client.query({ query: ManMediaDocument, variables: { id }, fetchPolicy });
}

function askAds({ id }: { id: string }): Promise<unknown> {
  const fetchPolicy = 'network-only' as const;
  if (id !== session.me.value?.id) return client.query({ query: ManAdsDocument, variables: { id }, fetchPolicy });
  const mine = (archived: boolean) => client.query({ query: MyPostsDocument, variables: { archived, first: 50 }, fetchPolicy });
  return Promise.all([mine(false), mine(true)]);
}

/** Back on a long list after a while, a screenful of people is asked for: a few at a time. */
async function inTurn<T>(act: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) await new Promise<void>((resolve) => queue.push(resolve));
  running++;
  try {
    return await act();
  } finally {
    running--;
    queue.shift()?.();
  }
}
