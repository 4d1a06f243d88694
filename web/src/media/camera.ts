/**
 * The camera of the phone, for the app: a browser's picker offers it by itself, that of a WebView does not. The phone's own
 * camera hands over what was taken and kept, so we need no permission to look through it. Nothing when somebody thinks again.
 */
export function take(what: 'PHOTO' | 'VIDEO'): Promise<File[]> {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = what === 'PHOTO' ? 'image/*' : 'video/*';
  input.setAttribute('capture', 'environment');
  return new Promise((resolve) => {
    input.onchange = () => resolve([...(input.files ?? [])]);
    input.oncancel = () => resolve([]);
    input.click();
  });
}
