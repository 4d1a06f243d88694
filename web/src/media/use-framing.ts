import { ref, shallowRef } from 'vue';
import { beginning, closer, type Framing, partOf, type Size, within } from './framing';

const STEP = 0.05;
const KEY_ZOOM = 1.12;
const WHEEL_ZOOM = 0.002;

type Point = { x: number; y: number };

/** One finger or the mouse moves the photo under its frame, two fingers, the wheel and keys bring it closer. */
export function useFraming(frame: () => HTMLElement | null) {
  const photo = shallowRef<Size>();
  const framing = shallowRef<Framing>({ x: 0, y: 0, zoom: 1 });
  const moving = ref(false);
  const fingers = new Map<number, Point>();

  const set = (wanted: Framing): void => {
    if (photo.value) framing.value = within(photo.value, wanted);
  };
  /** Pixels of the photo for one of the screen. */
  const scale = () => (photo.value ? partOf(photo.value, framing.value).width / Math.max(1, frame()?.clientWidth ?? 1) : 1);

  function placeOf({ x, y }: Point): Point {
    const box = frame()?.getBoundingClientRect() ?? new DOMRect(0, 0, 1, 1);
    return { x: (x - box.left) / box.width, y: (y - box.top) / box.height };
  }
  function zoomBy(factor: number, at?: Point): void {
    if (photo.value) framing.value = closer(photo.value, framing.value, factor, at);
  }
  function moveBy(x: number, y: number): void {
    const { x: middleX, y: middleY, zoom } = framing.value;
    set({ x: middleX - x * scale(), y: middleY - y * scale(), zoom });
  }
  const pair = () => {
    const [a, b] = [...fingers.values()];
    return a && b ? { middle: { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 }, apart: Math.hypot(a.x - b.x, a.y - b.y) } : undefined;
  };

  function lift({ pointerId }: PointerEvent): void {
    fingers.delete(pointerId);
    moving.value = fingers.size > 0;
  }
  const step = (x: number, y: number) => () => {
    const side = (frame()?.clientWidth ?? 0) * STEP;
    moveBy(-x * side, -y * side);
  };
  const keys: Record<string, () => void> = {
    ArrowLeft: step(-1, 0),
    ArrowRight: step(1, 0),
    ArrowUp: step(0, -1),
    ArrowDown: step(0, 1),
    '+': () => zoomBy(KEY_ZOOM),
    // The key beside it on a French keyboard, and what « + » is without Shift on others.
    '=': () => zoomBy(KEY_ZOOM),
    '-': () => zoomBy(1 / KEY_ZOOM),
  };

  return {
    photo,
    framing,
    moving,
    begin(size: Size) {
      photo.value = size;
      framing.value = beginning(size);
    },
    zoomTo: (zoom: number) => zoomBy(zoom / framing.value.zoom),
    on: {
      pointerdown(event: PointerEvent) {
        if (event.button !== 0) return;
        (event.currentTarget as HTMLElement).setPointerCapture(event.pointerId);
        fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
        moving.value = true;
      },
      pointermove({ pointerId, clientX: x, clientY: y }: PointerEvent) {
        const from = fingers.get(pointerId);
        if (!from) return;
        const before = pair();
        fingers.set(pointerId, { x, y });
        const now = pair();
        if (before && now) {
          moveBy(now.middle.x - before.middle.x, now.middle.y - before.middle.y);
          zoomBy(now.apart / Math.max(1, before.apart), placeOf(now.middle));
        } else moveBy(x - from.x, y - from.y);
      },
      pointerup: lift,
      pointercancel: lift,
      wheel(event: WheelEvent) {
        event.preventDefault();
        zoomBy(Math.exp(-event.deltaY * WHEEL_ZOOM), placeOf({ x: event.clientX, y: event.clientY }));
      },
      keydown(event: KeyboardEvent) {
        const act = keys[event.key];
        if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
        event.preventDefault();
        act();
      },
    },
  };
}
