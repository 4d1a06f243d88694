import { computed } from 'vue';
import { toUserMessage, useAction } from '../api';
import { client, useMutation, useQuery } from '../graphql';
import {
  CancelEmailChangeDocument,
  ConfirmEmailChangeDocument,
  EmailChangeDocument,
  type EmailChangeInput,
  type EmailChangeQuery,
  RequestEmailChangeDocument,
  ResendEmailChangeCodeDocument,
} from '../graphql/generated/graphql';
import { session } from '../session';

/** The way to another address. What waits for its code is the server's to know: another device may go on with it. */
export function useEmailChange() {
  const { result, loading, error, refetch } = useQuery(EmailChangeDocument, {});
  const request = useMutation(RequestEmailChangeDocument);
  const resending = useMutation(ResendEmailChangeCodeDocument);
  const confirmation = useMutation(ConfirmEmailChangeDocument);
  const cancelling = useMutation(CancelEmailChangeDocument);
  const waiting = computed(() => result.value?.emailChange);
  const waitsFor = (emailChange: EmailChangeQuery['emailChange']) =>
    client.cache.writeQuery({ query: EmailChangeDocument, data: { emailChange } });

  const send = useAction(async (input: EmailChangeInput) => {
    waitsFor((await request.mutate({ input })).requestEmailChange);
  });
  const resend = useAction(async () => {
    await resending.mutate({});
  });
  const confirm = useAction(async (code: string) => {
    if (!waiting.value) return;
    const { confirmEmailChange } = await confirmation.mutate({ input: { changeId: waiting.value.changeId, code } });
    session.patchMe({ email: confirmEmailChange.email });
    waitsFor(null);
  });
  const cancel = useAction(async () => {
    await cancelling.mutate({});
    waitsFor(null);
  });
  const problem = computed(() => (error.value && !result.value ? toUserMessage(error.value) : undefined));
  return { waiting, loading, problem, refetch, send, resend, confirm, cancel };
}
