import { onMounted, onScopeDispose, ref } from 'vue';

const carriesFiles = (data: DataTransfer | null) => data?.types.includes('Files') ?? false;

/** Files that are dropped on a place, or, unless something else takes those, pasted while its page is open. */
export function useFileDrop(take: (files: File[]) => void, { paste = true } = {}) {
  const over = ref(false);

  function onPaste(event: ClipboardEvent): void {
    const files = [...(event.clipboardData?.files ?? [])];
    if (files.length === 0 || (event.target as HTMLElement).closest('[role="dialog"]')) return;
    event.preventDefault();
    take(files);
  }
  if (paste) {
    onMounted(() => addEventListener('paste', onPaste));
    onScopeDispose(() => removeEventListener('paste', onPaste));
  }

  return {
    over,
    on: {
      dragover(event: DragEvent) {
        if (!carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        over.value = true;
      },
      dragleave(event: DragEvent) {
        if (!(event.currentTarget as HTMLElement).contains(event.relatedTarget as Node | null)) over.value = false;
      },
      drop(event: DragEvent) {
        over.value = false;
        if (!carriesFiles(event.dataTransfer)) return;
        event.preventDefault();
        take([...(event.dataTransfer?.files ?? [])]);
      },
    },
  };
}
