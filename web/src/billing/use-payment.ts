import { computed } from 'vue';
import { codeOf, detailOf, useAction } from '../api';
import { useMutation } from '../graphql';
import { CreateBillingPortalSessionDocument, CreateCheckoutSessionDocument } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';
import { platform } from '../platform';

/** Leads to Stripe's payment page. A second tap meets the same page: the server keeps one open. */
export function useCheckout() {
  const { t } = useI18n();
  const { mutate } = useMutation(CreateCheckoutSessionDocument);
  const { run, running, problem, error } = useAction(async (planId: string) => {
    const { createCheckoutSession } = await mutate({ planId });
    platform.leaveFor(createCheckoutSession.url);
  });
  const reason = computed(() => (codeOf(error.value) === 'CONFLICT' ? detailOf(error.value, 'reason') : undefined));
  return {
    open: run,
    opening: running,
    problem: computed(() =>
      reason.value === 'ALREADY_MEMBER' || reason.value === 'PAYMENT_DUE' ? t(`billing.refused.${reason.value}`) : problem.value,
    ),
    /** A payment is due, or made already: Stripe's portal is the place to go. */
    settled: computed(() => reason.value !== undefined),
  };
}

/** Leads to Stripe's page for invoices, card and cancellation. */
export function usePortal() {
  const { mutate } = useMutation(CreateBillingPortalSessionDocument);
  const { run, running, problem } = useAction(async () => {
    const { createBillingPortalSession } = await mutate({});
    platform.leaveFor(createBillingPortalSession.url);
  });
  return { open: run, opening: running, problem };
}
