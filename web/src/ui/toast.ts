import { readonly, shallowRef } from 'vue';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'problem';
  /** A way back or to try again: « Annuler », « Réessayer ». */
  action?: { label: string; run(): void };
}

/** More would hide the page they speak of. */
const MOST = 2;
const toasts = shallowRef<readonly Toast[]>([]);
let last = 0;

export function showToast(text: string, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): number {
  const toast: Toast = { id: ++last, text, tone: 'plain', ...options };
  // The same news again takes the place of the former.
  const others = toasts.value.filter((each) => each.action || each.text !== text);
  toasts.value = [...leaveRoom(others), toast];
  return toast.id;
}

/** What only says something goes before what offers a way back. */
function leaveRoom(present: readonly Toast[]): readonly Toast[] {
  if (present.length < MOST) return present;
  const gone = present.find(({ action }) => !action) ?? present[0];
  return present.filter((toast) => toast !== gone);
}

export function dismissToast(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export const useToasts = () => readonly(toasts);
