import { computed, ref } from 'vue';
import { toUserMessage, useAction } from '../api';
import { useMutation, useQuery } from '../graphql';
import {
  ConfirmPhoneDocument,
  MyPhoneDocument,
  RemovePhoneDocument,
  RequestPhoneCodeDocument,
  type PhoneNumberInput,
} from '../graphql/generated/graphql';

/** A code on its way: which, and when another may be asked for. */
export interface Sent {
  codeId: string;
  resendAt: number;
}

/** The proven number, and the way to one. */
export function usePhone() {
  const { result, loading, error, refetch } = useQuery(MyPhoneDocument, {});
  const request = useMutation(RequestPhoneCodeDocument);
  const confirmation = useMutation(ConfirmPhoneDocument);
  const removal = useMutation(RemovePhoneDocument);
  const sent = ref<Sent>();

  const send = useAction(async (input: PhoneNumberInput) => {
    const { requestPhoneCode } = await request.mutate({ input });
    sent.value = { codeId: requestPhoneCode.codeId, resendAt: Date.parse(requestPhoneCode.resendAt) };
  });
  const confirm = useAction(async (code: string) => {
    if (!sent.value) return;
    await confirmation.mutate({ input: { codeId: sent.value.codeId, code } });
    sent.value = undefined;
  });
  const remove = useAction(async () => {
    await removal.mutate({});
  });

  return {
    countries: computed(() => result.value?.phoneCountries ?? []),
    phone: computed(() => result.value?.me.phone ?? null),
    loading,
    problem: computed(() => (error.value && !result.value ? toUserMessage(error.value) : undefined)),
    refetch,
    sent,
    send,
    confirm,
    remove,
  };
}
