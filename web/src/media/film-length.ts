const PATIENCE_MS = 5_000;

/** Seconds, as this browser reads them; undefined when it cannot, and then the server will say. */
export function filmLength(file: Blob): Promise<number | undefined> {
  const film = document.createElement('video');
  const url = URL.createObjectURL(file);
  film.preload = 'metadata';
  film.src = url;
  return new Promise<number | undefined>((resolve) => {
    film.onloadedmetadata = () => resolve(Number.isFinite(film.duration) ? film.duration : undefined);
    film.onerror = () => resolve(undefined);
    setTimeout(() => resolve(undefined), PATIENCE_MS);
  }).finally(() => {
    film.removeAttribute('src');
    URL.revokeObjectURL(url);
  });
}
