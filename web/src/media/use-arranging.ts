import { computed, nextTick, type Ref, ref } from 'vue';
import { moved } from './ordered';
import { useDrag } from './use-drag';
import { useSlide } from './use-slide';
import type { MyTiles } from './use-my-tiles';

type Say = (to: number, count: number) => string;

interface Arrangeable {
  keys: () => string[];
  /** Shows them in this order; null: as before. */
  arrange: (order: readonly string[] | null) => void;
  keep: () => void;
}

/** The order of tiles: by drag, or step by step with the keyboard. `said`: what a screen reader hears of it. */
export function useArranging(grid: Ref<HTMLElement | null>, { keys, arrange, keep }: Arrangeable, say: Say) {
  const said = ref('');
  useSlide(grid);
  const { held, press } = useDrag(grid, { keys, arrange, drop: keep });

  async function moveTo(key: string, to: number): Promise<void> {
    arrange(moved(keys(), keys().indexOf(key), to));
    keep();
    said.value = say(to + 1, keys().length);
    await nextTick();
    // What is moved in the page loses the focus on its way.
    requestAnimationFrame(() => grid.value?.querySelector<HTMLElement>(`[data-tile="${key}"] [aria-haspopup]`)?.focus());
  }

  return { said, held, press, moveTo };
}

/** The order of my photos or films, which the server keeps. */
export function useArrangingMine(grid: Ref<HTMLElement | null>, { tiles, arrange, keepOrder }: MyTiles, say: Say) {
  const placed = computed(() => tiles.value.filter(({ media }) => media));
  const idsOf = (order: readonly string[]) => order.flatMap((key) => placed.value.find((tile) => tile.key === key)?.media?.id ?? []);
  const arranging = useArranging(
    grid,
    { keys: () => placed.value.map(({ key }) => key), arrange: (order) => arrange(order && idsOf(order)), keep: keepOrder },
    say,
  );
  return { ...arranging, placed, inHand: computed(() => tiles.value.find(({ key }) => key === arranging.held.value?.key)) };
}
