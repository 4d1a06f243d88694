import { client } from '../graphql';
import { ManMediaDocument, MyMediaDocument, WomanMediaDocument } from '../graphql/generated/graphql';
import { session } from '../session';

const AT_ONCE = 3;

const going = new Map<string, Promise<boolean>>();
const queue: (() => void)[] = [];
let running = 0;

/** Asks for new addresses of everything that is shown of this person; the cache brings them to wherever they are looked at. */
export function renew(person: { __typename?: string; id: string }): Promise<boolean> {
  const present = going.get(person.id);
  if (present) return present;
  const asking = inTurn(() => ask(person)).then(
    () => true,
    () => false,
  );
  going.set(person.id, asking);
  void asking.then(() => going.delete(person.id));
  return asking;
}

function ask({ __typename, id }: { __typename?: string; id: string }): Promise<unknown> {
  const fetchPolicy = 'network-only' as const;
  // I may not ask for myself as others do.
  if (id === session.me.value?.id) return client.query({ query: MyMediaDocument, fetchPolicy });
  if (__typename === 'Woman') return client.query({ query: WomanMediaDocument, variables: { id }, fetchPolicy });
  return client.query({ query: ManMediaDocument, variables: { id }, fetchPolicy });
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
