import type { OperationVariables, TypedDocumentNode } from '@apollo/client';
import { type AnswerError, ApiError, hashOf } from '../api';
import { backoff, type Pause, pauseBeforeRetry } from '../platform';
import { socket } from './socket';

export interface Listener<TData> {
  next(data: TData): void;
  /** The server said no. True: ask again (after a pause). */
  refused(error: ApiError): boolean | Promise<boolean>;
}

/**
 * A subscription that lasts: through lost networks, expired tokens and restarts of the server, until the returned
 * function is called. `variables` is asked anew at every connection, so that it goes on where it was.
 */
export function listen<TData, TVariables extends OperationVariables>(
  document: TypedDocumentNode<TData, TVariables>,
  variables: () => TVariables,
  listener: Listener<TData>,
): () => void {
  let stopped = false;
  let failures = 0;
  let release: () => void = () => undefined;
  let pause: Pause | undefined;
  const payload = {
    query: '',
    get variables() {
      return variables();
    },
    extensions: { persistedQuery: { version: 1, sha256Hash: hashOf(document) } },
  };

  function start(): void {
    let ended = false;
    const end = (errors?: readonly AnswerError[]) => {
      if (ended || stopped) return;
      ended = true;
      release();
      void again(errors);
    };
    release = socket().subscribe<TData>(payload, {
      next(answer) {
        if (ended || stopped) return;
        if (answer.errors) {
          end(answer.errors as readonly AnswerError[]);
          return;
        }
        failures = 0;
        if (answer.data) listener.next(answer.data);
      },
      error: (cause) => end(Array.isArray(cause) ? (cause as AnswerError[]) : undefined),
      complete: () => end(),
    });
  }

  async function again(errors?: readonly AnswerError[]): Promise<void> {
    if (errors && !(await listener.refused(new ApiError(errors)))) stopped = true;
    if (stopped) return;
    pause = pauseBeforeRetry(backoff(failures++));
    await pause.over;
    if (!stopped) start();
  }

  start();
  return () => {
    stopped = true;
    release();
    pause?.cut();
  };
}
