import { client } from '../graphql';
import { UnreadConversationsDocument } from '../graphql/generated/graphql';
import { session } from '../session';
import { knownRows } from './inbox-cache';

/** Keeps the number in the header true: counted here when all conversations are loaded, else asked, one question at a time. */
export function unreadCounter(): () => void {
  let asking = false;
  let again = false;

  async function ask(): Promise<void> {
    again = asking;
    if (asking) return;
    asking = true;
    try {
      const { data } = await client.query({ query: UnreadConversationsDocument, fetchPolicy: 'network-only' });
      if (data) session.patchMe({ unreadConversations: data.me.unreadConversations });
    } catch {
      // The next event asks again.
    } finally {
      asking = false;
    }
    if (again) await ask();
  }

  return () => {
    const { rows, complete } = knownRows(client.cache);
    if (complete) session.patchMe({ unreadConversations: rows.filter((row) => row.unread > 0).length });
    else void ask();
  };
}
