import { onScopeDispose } from 'vue';

/** The address of a file on this device, as long as somebody looks at it. */
export function useFileUrl(file: Blob): string {
  const url = URL.createObjectURL(file);
  onScopeDispose(() => URL.revokeObjectURL(url));
  return url;
}
