import { computed, nextTick, type Ref, ref } from 'vue';
import { moved } from './ordered';
import { useDrag } from './use-drag';
import { useSlide } from './use-slide';
import type { MyTiles } from './use-my-tiles';

/** The order of my photos or films: by drag, or step by step with the keyboard. `said`: what a screen reader hears of it. */
export function useArranging(
  grid: Ref<HTMLElement | null>,
  { tiles, arrange, keepOrder }: MyTiles,
  say: (to: number, count: number) => string,
) {
  const said = ref('');
  const placed = computed(() => tiles.value.filter(({ media }) => media));
  const keys = () => placed.value.map(({ key }) => key);
  const idsOf = (order: readonly string[]) => order.flatMap((key) => placed.value.find((tile) => tile.key === key)?.media?.id ?? []);
  useSlide(grid);
  const { held, press } = useDrag(grid, { keys, arrange: (order) => arrange(order && idsOf(order)), drop: keepOrder });

  async function moveTo(key: string, to: number): Promise<void> {
    arrange(idsOf(moved(keys(), keys().indexOf(key), to)));
    keepOrder();
    said.value = say(to + 1, placed.value.length);
    await nextTick();
    // What is moved in the page loses the focus on its way.
    requestAnimationFrame(() => grid.value?.querySelector<HTMLElement>(`[data-tile="${key}"] [aria-haspopup]`)?.focus());
  }

  return { said, placed, held, press, moveTo, inHand: computed(() => tiles.value.find(({ key }) => key === held.value?.key)) };
}
