import { type Answer, ApiError, codeOf, hashOf, isNetworkError, type Operation, postOperation, type TrustedDocument } from '../api';
import { reportReachable, reportUnreachable } from '../platform';
import { session } from './session';

/** Every request of the site passes here: token, one refresh and one retry when it was refused as expired. */
export async function execute<TData>(operation: Operation, signal?: AbortSignal): Promise<Answer<TData>> {
  try {
    const answer = await attempt<TData>(operation, await session.accessToken(), signal);
    reportReachable();
    return answer;
  } catch (error) {
    if (isNetworkError(error)) reportUnreachable();
    throw error;
  }
}

async function attempt<TData>(operation: Operation, token: string | null, signal?: AbortSignal): Promise<Answer<TData>> {
  const send = (accessToken: string | null) => postOperation<TData>(operation, { accessToken, ...(signal && { signal }) });
  const answer = await send(token);
  const refusal = token !== null && answer.errors ? codeOf(new ApiError(answer.errors)) : undefined;
  if (refusal) session.reportRefusal(refusal);
  if (refusal !== 'UNAUTHENTICATED') return answer;
  // Another request may have renewed it in the meantime: then only the retry is needed.
  const renewed = (await session.accessToken()) !== token || (await session.refresh());
  return renewed ? send(await session.accessToken()) : answer;
}

/** For pages without the GraphQL client: the data, or a thrown ApiError / NetworkError. */
export async function call<TData, TVariables extends Record<string, unknown>>(
  document: TrustedDocument<TData, TVariables>,
  ...[variables]: Record<string, never> extends TVariables ? [variables?: TVariables] : [variables: TVariables]
): Promise<TData> {
  const answer = await execute<TData>({ hash: hashOf(document), ...(variables && { variables }) });
  if (answer.errors?.length || answer.data == null) throw new ApiError(answer.errors ?? []);
  return answer.data;
}
