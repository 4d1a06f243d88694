import { onScopeDispose, type Ref, ref } from 'vue';
import { codeOf } from '../api';
import { client, editConnection } from '../graphql';
import { DeletePostDocument } from '../graphql/generated/graphql';
import { translate } from '../i18n';
import { platform } from '../platform';
import { session } from '../session';
import { dismissToast, showToast } from '../ui/toast';

const UNDO_MS = 7_000;

/**
 * An ad disappears at once and is deleted a little later, so that one may change one's mind. What waits is noted on the
 * device: a tab that was closed meanwhile finishes it at the next visit.
 */
export function useDeletePost(): { leaving: Ref<readonly string[]>; remove(id: string): void } {
  const key = `leaving-ads:${session.me.value?.id ?? ''}`;
  let noted: readonly string[] = platform.lasting.get(key)?.split(',') ?? [];
  const leaving = ref<readonly string[]>(noted);
  const waiting = new Map<string, { timer: ReturnType<typeof setTimeout>; toast: number }>();

  let left = false;

  const without = (ids: readonly string[], id: string) => ids.filter((other) => other !== id);
  function note(ids: readonly string[]): void {
    noted = ids;
    if (ids.length > 0) platform.lasting.set(key, ids.join());
    else platform.lasting.remove(key);
  }
  function keep(id: string): void {
    note(without(noted, id));
    leaving.value = without(leaving.value, id);
  }

  function stopWaiting(id: string): void {
    const entry = waiting.get(id);
    if (!entry) return;
    clearTimeout(entry.timer);
    dismissToast(entry.toast);
    waiting.delete(id);
  }

  async function commit(id: string): Promise<void> {
    stopWaiting(id);
    try {
      await client.mutate({ mutation: DeletePostDocument, variables: { id } });
    } catch (error) {
      const code = codeOf(error);
      // Left before it could be done: it stays noted, and the next visit does it.
      if (left && (code === 'NETWORK' || code === 'UNAUTHENTICATED')) return;
      if (code !== 'NOT_FOUND') {
        keep(id);
        showToast(translate('posts.notDeleted'), { tone: 'problem', action: { label: translate('ui.retry'), run: () => remove(id) } });
        return;
      }
    }
    // Stays hidden: the list hears of it a moment later.
    note(without(noted, id));
    editConnection(client.cache, 'myPosts', (edges, read) => edges.filter(({ node }) => read('id', node) !== id));
  }

  function remove(id: string): void {
    if (waiting.has(id)) return;
    note([...without(noted, id), id]);
    leaving.value = [...without(leaving.value, id), id];
    const toast = showToast(translate('posts.deleted'), {
      action: {
        label: translate('posts.undo'),
        run() {
          stopWaiting(id);
          keep(id);
        },
      },
    });
    waiting.set(id, { timer: setTimeout(() => void commit(id), UNDO_MS), toast });
  }

  for (const id of leaving.value) void commit(id);
  const finish = () => [...waiting.keys()].forEach((id) => void commit(id));
  addEventListener('pagehide', finish);
  onScopeDispose(() => {
    left = true;
    removeEventListener('pagehide', finish);
    finish();
  });
  return { leaving, remove };
}
