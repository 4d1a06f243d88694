import { readonly, shallowRef } from 'vue';

export interface Toast {
  id: number;
  text: string;
  tone: 'plain' | 'problem';
  /** A way back or to try again: « Annuler », « Réessayer ». */
  action?: { label: string; run(): void };
}

const MOST = 3;
const toasts = shallowRef<readonly Toast[]>([]);
let last = 0;

export function showToast(text: string, options: Partial<Omit<Toast, 'id' | 'text'>> = {}): number {
  const toast: Toast = { id: ++last, text, tone: 'plain', ...options };
  toasts.value = [...toasts.value, toast].slice(-MOST);
  return toast.id;
}

export function dismissToast(id: number): void {
  toasts.value = toasts.value.filter((toast) => toast.id !== id);
}

export const useToasts = () => readonly(toasts);
