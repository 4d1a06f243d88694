import { onMounted, onScopeDispose } from 'vue';

/** J and K walk through the rows of a list, as the arrows would; whoever writes is left alone. */
export function useRowKeys(selector: string): void {
  function walk(event: KeyboardEvent): void {
    const step = { j: 1, k: -1 }[event.key];
    const writes = event.target instanceof HTMLElement && event.target.closest('input, textarea, select, [contenteditable]');
    if (step === undefined || writes || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...document.querySelectorAll<HTMLElement>(selector)];
    const next = rows[rows.findIndex((row) => row === document.activeElement) + step] ?? (step > 0 ? rows[0] : undefined);
    next?.focus();
  }
  onMounted(() => document.addEventListener('keydown', walk));
  onScopeDispose(() => document.removeEventListener('keydown', walk));
}
