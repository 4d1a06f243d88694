/** What the store refused; `code` is S3's own word for why. */
export class StorageError extends Error {
  override name = 'StorageError';

  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** No such object, or no such upload: it was never there, or is no more. */
export class NotFound extends StorageError {
  override name = 'NotFound';
}

const ABSENT = new Set(['NoSuchKey', 'NoSuchUpload', 'NotFound']);

/** The client throws its own errors, the answer as it was parsed, and those of the network: only the last are none of ours. */
export async function translated<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw translate(error);
  }
}

function translate(error: unknown): unknown {
  if (error instanceof Error && error.name !== 'S3Error') return error;
  const { code, Code, message, Message } = error as { code?: string; Code?: string; message?: string; Message?: string };
  const [name, words] = [code ?? Code ?? 'Unknown', message || Message || 'The store refused without a word.'];
  return ABSENT.has(name) ? new NotFound(name, words) : new StorageError(name, words);
}
