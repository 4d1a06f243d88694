import { computed, reactive, ref, type Ref } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { detailOf, useAction } from '../api';
import { SignUpDocument, SignUpLegalDocument } from '../graphql/generated/public/graphql';
import { currentLocale, useI18n } from '../i18n';
import { useDraft } from '../platform';
import { call } from '../session';
import { ageOn, type DateParts, isoDate, MINIMUM_AGE } from './birth-date';
import { passwordStrength } from './password-strength';
import { pendingSignUp } from './pending';
import type { SignUpRole } from './sign-up-role';

const asRole = (value: string): SignUpRole | '' => (value === 'WOMAN' || value === 'MAN' ? value : '');

function useDateDraft(): { parts: Ref<DateParts>; clear(): void } {
  const { text, clear } = useDraft('sign-up.birth-date');
  const parts = computed<DateParts>({
    get() {
      const [day = '', month = '', year = ''] = text.value.split('/');
      return { day, month, year };
    },
    set: ({ day, month, year }) => (text.value = `${day}/${month}/${year}`),
  });
  return { parts, clear };
}

/** Everything typed survives a reload, but the password. */
export function useSignUp() {
  const { t } = useI18n();
  const route = useRoute();
  const router = useRouter();
  const asked = { femme: 'WOMAN', homme: 'MAN' }[String(route.query['je'])];
  const roleDraft = useDraft('sign-up.role');
  if (asked) roleDraft.text.value = asked;
  const role = computed({ get: () => asRole(roleDraft.text.value), set: (value) => (roleDraft.text.value = value) });
  const email = useDraft('sign-up.email');
  const birthDate = useDateDraft();
  const password = ref('');
  const consent = reactive({ terms: false, privacy: false });
  const tried = ref(false);

  const own = computed(() => {
    const birth = isoDate(birthDate.parts.value);
    const problems: Record<string, string> = {};
    if (!role.value) problems['role'] = t('accounts.signUp.chooseRole');
    if (!/^\S+@\S+\.\S+$/.test(email.text.value.trim())) problems['email'] = t('accounts.emailWrong');
    if (passwordStrength(password.value, email.text.value) === 'short') problems['password'] = t('accounts.password.tooShort');
    const whole = Object.values(birthDate.parts.value).every((part) => part !== '');
    if (!birth) problems['birthDate'] = t(whole ? 'accounts.birthDate.wrong' : 'accounts.birthDate.missing');
    else if (ageOn(new Date(), birth) < MINIMUM_AGE) problems['birthDate'] = t('accounts.birthDate.tooYoung');
    if (!consent.terms) problems['terms'] = t('accounts.signUp.consentNeeded');
    if (!consent.privacy) problems['privacy'] = t('accounts.signUp.consentNeeded');
    return problems;
  });

  const action = useAction(async () => {
    const birth = isoDate(birthDate.parts.value);
    if (!role.value || !birth) return;
    const { legalVersions } = await call(SignUpLegalDocument);
    const address = email.text.value.trim();
    const { signUp } = await call(SignUpDocument, {
      input: {
        role: role.value,
        email: address,
        password: password.value,
        birthDate: birth,
        locale: currentLocale() === 'fr' ? 'FR' : 'EN',
        termsVersion: legalVersions.terms,
        privacyVersion: legalVersions.privacy,
      },
    });
    pendingSignUp.write({ id: signUp.signUpId, email: address });
    for (const draft of [roleDraft, email, birthDate]) draft.clear();
    await router.push({ name: 'verify-email', query: route.query['suite'] ? { suite: route.query['suite'] } : {} });
  });

  async function submit(): Promise<void> {
    tried.value = true;
    if (Object.keys(own.value).length > 0 || !(await action.run())) focusFirstProblem();
  }

  /** What is wrong with a throw-away address is told beside it. */
  const explained = computed(() => detailOf(action.error.value, 'reason') && action.problem.value);
  // The server writes for integrators, in English: what a person reads is ours.
  const told = computed(() => {
    const wrong = { email: 'accounts.emailWrong', password: 'accounts.password.refused', birthDate: 'accounts.birthDate.wrong' };
    return Object.fromEntries(
      Object.entries(wrong)
        .filter(([field]) => field in action.fields.value)
        .map(([field, key]) => [field, explained.value || t(key)]),
    );
  });
  const problems = computed<Record<string, string>>(() => ({ ...told.value, ...(tried.value ? own.value : {}) }));
  return {
    role,
    email: email.text,
    birthDate: birthDate.parts,
    password,
    consent,
    problems,
    submit,
    problem: computed(() => (explained.value ? undefined : action.problem.value)),
    running: action.running,
  };
}

function focusFirstProblem(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('[data-problem] input, [aria-invalid="true"]')?.focus());
}
