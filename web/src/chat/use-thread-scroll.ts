import type { VirtualizerHandle } from 'virtua/vue';
import { nextTick, onMounted, onScopeDispose, ref, type Ref, watch } from 'vue';
import type { MessageRow, ThreadRow } from './thread-rows';

const BOTTOM_PX = 80;
const TOP_PX = 600;

interface Parts {
  rows: () => ThreadRow[];
  typing: () => boolean;
  scroller: Readonly<Ref<HTMLElement | null>>;
  list: Readonly<Ref<unknown>>;
  atBottom: Ref<boolean>;
  nearTop(): void;
}

const firstMessage = (rows: readonly ThreadRow[]) => rows.find((row) => row.kind === 'message')?.key;
const lastMessage = (rows: readonly ThreadRow[]) => rows.findLast((row): row is MessageRow => row.kind === 'message');

/** The thread hangs from its last message: it follows the conversation when one is at the end, and stands still otherwise. */
export function useThreadScroll({ rows, typing, scroller, list, atBottom, nearTop }: Parts) {
  const shift = ref(false);
  const arrived = ref(0);
  const announcement = ref('');

  function toBottom(smooth = false): void {
    const box = scroller.value;
    // A long way is not explained by motion: it would only show a blur of rows that are not measured yet.
    const near = box !== null && box.scrollHeight - box.scrollTop < 3 * box.clientHeight;
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
    // The foot comes after the rows.
    (list.value as VirtualizerHandle | null)?.scrollToIndex(rows().length, { align: 'end', smooth: smooth && near && !calm });
  }

  function onScroll(): void {
    const box = scroller.value;
    if (!box) return;
    atBottom.value = box.scrollHeight - box.scrollTop - box.clientHeight < BOTTOM_PX;
    if (atBottom.value) arrived.value = 0;
    if (box.scrollTop < TOP_PX) nearTop();
  }

  watch(
    rows,
    (now, before) => {
      shift.value = before.length > 0 && firstMessage(now) !== firstMessage(before);
      const newest = lastMessage(now);
      if (!newest || newest.key === lastMessage(before)?.key) return;
      if (!newest.mine) {
        announcement.value = newest.text ?? '';
        if (!atBottom.value) arrived.value++;
      }
      if (atBottom.value || newest.mine) void nextTick(() => toBottom());
    },
    { flush: 'pre' },
  );
  watch(typing, () => atBottom.value && void nextTick(() => toBottom()));

  onMounted(() => {
    toBottom();
    // A keyboard that opens, a composer that grows: the last message stays in sight.
    const observer = new ResizeObserver(() => {
      if (atBottom.value) toBottom();
      else onScroll();
    });
    if (scroller.value) observer.observe(scroller.value);
    onScopeDispose(() => observer.disconnect());
  });

  return { shift, arrived, announcement, onScroll, toBottom };
}
