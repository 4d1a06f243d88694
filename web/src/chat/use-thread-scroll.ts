import type { VirtualizerHandle } from 'virtua/vue';
import { nextTick, onMounted, onScopeDispose, ref, type Ref, watch } from 'vue';
import { translate } from '../i18n';
import { isVeiled } from '../safety/hidden-words';
import { mediaLine } from './line-of';
import type { MessageRow, ThreadRow } from './thread-rows';

const BOTTOM_PX = 80;
const PINNED_PX = 8;
const TOP_PX = 600;
/** Rows are measured after they are drawn: this many frames without a change, and the place is the right one. */
const CALM_FRAMES = 4;
/** So many pages are fetched to find where the new messages begin. */
const MOST_PAGES = 5;
/** Something read stays in sight above what is new. */
const CONTEXT_PX = 56;

interface Parts {
  rows: () => ThreadRow[];
  typing: () => boolean;
  scroller: Readonly<Ref<HTMLElement | null>>;
  list: Readonly<Ref<unknown>>;
  atBottom: Ref<boolean>;
  hasOlder: () => boolean;
  loadingOlder: () => boolean;
  nearTop(): void;
}

const firstMessage = (rows: readonly ThreadRow[]) => rows.find((row) => row.kind === 'message')?.key;
const lastMessage = (rows: readonly ThreadRow[]) => rows.findLast((row): row is MessageRow => row.kind === 'message');

/**
 * The thread opens at its end, or where the new messages begin. It follows the conversation when one is at the end, and
 * stands still otherwise.
 */
export function useThreadScroll({ rows, typing, scroller, list, atBottom, hasOlder, loadingOlder, nearTop }: Parts) {
  const shift = ref(false);
  const settled = ref(false);
  const arrived = ref(0);
  const announcement = ref('');
  let pinned = false;
  let pages = 0;
  let asked: number | undefined;

  function toBottom(smooth = false): void {
    const box = scroller.value;
    // A long way is not explained by motion: it would only show a blur of rows that are not measured yet.
    const near = box !== null && box.scrollHeight - box.scrollTop < 3 * box.clientHeight;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // The foot comes after the rows.
    (list.value as VirtualizerHandle | null)?.scrollToIndex(rows().length, { align: 'end', smooth: smooth && near && !calm });
  }

  function open(): void {
    const firstNew = rows().findIndex((row) => row.kind === 'unread');
    if (firstNew < 0) toBottom();
    else (list.value as VirtualizerHandle | null)?.scrollToIndex(firstNew, { align: 'start', offset: -CONTEXT_PX });
  }

  /** What is new began before the messages that are here. */
  function beginsAbove(): boolean {
    const firstNew = rows().findIndex((row) => row.kind === 'unread');
    return (
      hasOlder() &&
      firstNew >= 0 &&
      !rows()
        .slice(0, firstNew)
        .some((row) => row.kind === 'message')
    );
  }

  function settle(calm = 0, height = -1): void {
    const box = scroller.value;
    if (!box || settled.value) return;
    if (calm < CALM_FRAMES) {
      open();
      requestAnimationFrame(() => settle(box.scrollHeight === height ? calm + 1 : 0, box.scrollHeight));
      return;
    }
    if (beginsAbove() && (loadingOlder() || (asked !== rows().length && pages < MOST_PAGES))) {
      if (!loadingOlder()) {
        pages++;
        asked = rows().length;
        nearTop();
      }
      requestAnimationFrame(() => settle());
      return;
    }
    settled.value = true;
    onScroll();
  }

  function onScroll(): void {
    const box = scroller.value;
    if (!box || !settled.value) return;
    const below = box.scrollHeight - box.scrollTop - box.clientHeight;
    pinned = below < PINNED_PX;
    atBottom.value = below < BOTTOM_PX;
    if (atBottom.value) arrived.value = 0;
    if (box.scrollTop < TOP_PX) nearTop();
  }

  watch(
    rows,
    (now, before) => {
      shift.value = before.length > 0 && firstMessage(now) !== firstMessage(before);
      const newest = lastMessage(now);
      if (!settled.value || !newest || newest.key === lastMessage(before)?.key) return;
      if (!newest.mine) {
        const text = newest.text && isVeiled(newest.id ?? '', newest.text) ? translate('chat.veiled') : newest.text;
        announcement.value = text || (newest.media.length > 0 ? mediaLine(newest.media) : '');
        if (!atBottom.value) arrived.value++;
      }
      if (atBottom.value || newest.mine) void nextTick(() => toBottom());
    },
    { flush: 'pre' },
  );
  watch(typing, () => atBottom.value && void nextTick(() => toBottom()));

  onMounted(() => {
    settle();
    // A keyboard that opens, a composer that grows: the last message stays in sight.
    const observer = new ResizeObserver(() => {
      if (atBottom.value) toBottom();
      onScroll();
    });
    if (scroller.value) observer.observe(scroller.value);
    // « Lu » appears, a row takes its true height: whoever is at the very end stays there.
    const content = scroller.value?.lastElementChild;
    const growth = new ResizeObserver(() => {
      if (pinned) toBottom();
      onScroll();
    });
    if (content) growth.observe(content);
    onScopeDispose(() => growth.disconnect());
    onScopeDispose(() => observer.disconnect());
  });

  return { shift, settled, arrived, announcement, onScroll, toBottom };
}
