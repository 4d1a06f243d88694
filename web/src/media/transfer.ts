import type { UploadFragment } from '../graphql/generated/graphql';

const PARTS_AT_ONCE = 2;
/** A network that goes silent leaves a request open for ever. */
const SILENCE_MS = 30_000;

/** The store was not reached, or did not take it. */
export class NotTaken extends Error {
  override readonly name = 'NotTaken';
  constructor(readonly status: number) {
    super(`The store answered ${status}`);
  }
}

/** Brings a file to the store, or what is missing of it there. `progress` goes from 0 to 1. */
export async function transfer(
  { form, parts }: Pick<UploadFragment, 'form' | 'parts'>,
  file: Blob,
  { signal, progress }: { signal: AbortSignal; progress(share: number): void },
): Promise<void> {
  if (form) {
    const body = new FormData();
    for (const { name, value } of form.fields) body.append(name, value);
    body.append('file', file);
    return send('POST', form.url, body, signal, progress);
  }
  const all = parts ?? [];
  const there = new Map(all.map((part) => [part.number, part.done ? part.end - part.start : 0]));
  const tell = () => progress([...there.values()].reduce((sum, bytes) => sum + bytes, 0) / file.size);
  tell();
  const missing = all.filter(({ done }) => !done);
  // One that fails takes the others along: the next try begins with none on its way.
  const together = new AbortController();
  const abort = () => together.abort();
  signal.addEventListener('abort', abort);
  async function sendMissing(): Promise<void> {
    for (let part = missing.shift(); part && !signal.aborted; part = missing.shift()) {
      const { number, start, end, url } = part;
      await send('PUT', url, file.slice(start, end), together.signal, (share) => {
        there.set(number, share * (end - start));
        tell();
      });
    }
  }
  try {
    await Promise.all(Array.from({ length: PARTS_AT_ONCE }, sendMissing));
  } finally {
    abort();
    signal.removeEventListener('abort', abort);
  }
}

// `fetch` says nothing of what has left.
function send(method: string, url: string, body: Blob | FormData, signal: AbortSignal, progress: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const abort = () => request.abort();
    let silence: ReturnType<typeof setTimeout>;
    const listen = () => {
      clearTimeout(silence);
      silence = setTimeout(abort, SILENCE_MS);
    };
    request.open(method, url);
    request.upload.onprogress = ({ loaded, total }) => {
      listen();
      progress(total > 0 ? loaded / total : 0);
    };
    request.onload = () => {
      if (request.status >= 200 && request.status < 300) {
        progress(1);
        resolve();
      } else reject(new NotTaken(request.status));
    };
    request.onerror = request.onabort = () => reject(new NotTaken(0));
    request.onloadend = () => {
      clearTimeout(silence);
      signal.removeEventListener('abort', abort);
    };
    signal.addEventListener('abort', abort);
    listen();
    request.send(body);
  });
}
