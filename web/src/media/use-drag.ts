import { onScopeDispose, type Ref, ref } from 'vue';
import { moved } from './ordered';

const BEGINS_AFTER_PX = 6;

/**
 * Tiles of a grid follow the pointer to another place. The places are those of the beginning: the tiles slide under
 * the pointer while it moves. A mouse takes a tile anywhere, a finger by its handle, for it has a page to scroll.
 */
export function useDrag(
  grid: Ref<HTMLElement | null>,
  { keys, arrange, drop }: { keys(): string[]; arrange(keys: string[] | null): void; drop(): void },
) {
  /** What is in the hand, and where the hand is in the window. */
  const held = ref<{ key: string; x: number; y: number } | null>(null);
  let places: { left: number; top: number; right: number; bottom: number }[] = [];
  let from: { key: string; x: number; y: number; pointer: number } | null = null;

  const tileOf = (key: string) => grid.value?.querySelector<HTMLElement>(`[data-tile="${CSS.escape(key)}"]`);

  function press(event: PointerEvent, key: string): void {
    const target = event.target as HTMLElement;
    const handle = target.closest('[data-handle]');
    if (event.button !== 0 || (!handle && (event.pointerType !== 'mouse' || target.closest('button, a')))) return;
    if (keys().length < 2) return;
    from = { key, x: event.clientX, y: event.clientY, pointer: event.pointerId };
    addEventListener('pointermove', move);
    addEventListener('pointerup', release);
    addEventListener('pointercancel', giveUp);
    addEventListener('keydown', onKey);
  }

  function begin(key: string): void {
    const { scrollX, scrollY } = window;
    places = keys().map((each) => {
      const { left, top, right, bottom } = tileOf(each)?.getBoundingClientRect() ?? new DOMRect();
      return { left: left + scrollX, top: top + scrollY, right: right + scrollX, bottom: bottom + scrollY };
    });
    held.value = { key, x: 0, y: 0 };
  }

  function move({ clientX: x, clientY: y, pointerId }: PointerEvent): void {
    if (!from || pointerId !== from.pointer) return;
    if (!held.value) {
      if (Math.hypot(x - from.x, y - from.y) < BEGINS_AFTER_PX) return;
      begin(from.key);
    }
    held.value = { key: from.key, x, y };
    const [pageX, pageY] = [x + window.scrollX, y + window.scrollY];
    const to = places.findIndex(({ left, top, right, bottom }) => pageX >= left && pageX <= right && pageY >= top && pageY <= bottom);
    const at = keys().indexOf(from.key);
    if (to >= 0 && at >= 0 && to !== at) arrange(moved(keys(), at, to));
  }

  function end(): void {
    from = null;
    held.value = null;
    removeEventListener('pointermove', move);
    removeEventListener('pointerup', release);
    removeEventListener('pointercancel', giveUp);
    removeEventListener('keydown', onKey);
  }
  function release(): void {
    const dropped = held.value !== null;
    end();
    if (dropped) drop();
  }
  function giveUp(): void {
    if (held.value) arrange(null);
    end();
  }
  function onKey({ key }: KeyboardEvent): void {
    if (key === 'Escape') giveUp();
  }
  onScopeDispose(end);

  return { held, press };
}
