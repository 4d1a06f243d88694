import { onBeforeUpdate, onUpdated, type Ref } from 'vue';

/** Tiles slide to a new place, so that one sees where they went. */
export function useSlide(grid: Ref<HTMLElement | null>): void {
  const before = new Map<string, DOMRect>();
  const tiles = () => [...(grid.value?.querySelectorAll<HTMLElement>('[data-tile]') ?? [])];
  const keyOf = ({ dataset }: HTMLElement) => dataset['tile'] ?? '';

  onBeforeUpdate(() => {
    before.clear();
    for (const tile of tiles()) before.set(keyOf(tile), tile.getBoundingClientRect());
  });
  onUpdated(() => {
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    for (const tile of tiles()) {
      const from = before.get(keyOf(tile));
      const to = tile.getBoundingClientRect();
      if (!from || (from.left === to.left && from.top === to.top)) continue;
      const transform = `translate(${from.left - to.left}px, ${from.top - to.top}px)`;
      tile.animate([{ transform }, { transform: 'none' }], { duration: 180, easing: 'cubic-bezier(0.2, 0.7, 0.2, 1)' });
    }
  });
}
