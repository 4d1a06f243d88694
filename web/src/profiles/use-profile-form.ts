import { computed, type ComputedRef, inject, type InjectionKey, provide, reactive, type Ref, ref, watch } from 'vue';
import { toUserMessage } from '../api';
import type { MyProfileFragment } from '../graphql/generated/graphql';
import { useI18n } from '../i18n';
import { useDraft } from '../platform';
import { changedFields, formOf, type ProfileField, type ProfileForm, problemsOf } from './profile-form';
import { refusalsIn, storeProfile } from './store-profile';

export interface ProfileEditing {
  role: 'MAN' | 'WOMAN';
  form: ProfileForm;
  /** In the reader's language, by field; what is simply missing shows after the first try. */
  problems: ComputedRef<Partial<Record<ProfileField, string>>>;
  /** What to say above the form. */
  problem: Ref<string | undefined>;
  changed: ComputedRef<ProfileField[]>;
  saving: Ref<boolean>;
  /** True when these fields (all, unless named) are stored. What is unchanged is not sent. */
  save(only?: readonly ProfileField[]): Promise<boolean>;
  /** Back to what is stored. */
  discard(): void;
}

const KEY: InjectionKey<ProfileEditing> = Symbol('profile editing');
type Problems = Partial<Record<ProfileField, string>>;

/** Edits one's profile: every change is kept on this device until it is stored, so that a reload loses nothing. */
export function provideProfileEditing(me: { id: string; role: string }, profile: () => MyProfileFragment): ProfileEditing {
  const { t } = useI18n();
  const draft = useDraft(`profile:${me.id}`);
  const form = reactive<ProfileForm>({ ...formOf(profile()), ...unsent(draft.text.value) });
  const fields = Object.keys(form) as ProfileField[];
  const changed = computed(() => changedFields(form, formOf(profile())));
  const tried = ref<readonly ProfileField[]>([]);
  const refused = ref<Problems>({});
  const problem = ref<string>();
  const saving = ref(false);

  watch(
    [form, changed, saving],
    () => {
      // While it is on its way the profile only looks stored: the words stay on the device until it is.
      if (saving.value) return;
      const unstored = Object.fromEntries(changed.value.map((field) => [field, form[field]]));
      draft.text.value = changed.value.length > 0 ? JSON.stringify(unstored) : '';
    },
    { flush: 'sync' },
  );
  // What the server refused is no longer refused once it is another word.
  for (const field of fields) {
    watch(
      () => JSON.stringify(form[field]),
      () => (refused.value = { ...refused.value, [field]: undefined }),
    );
  }

  const own = computed(() => problemsOf(form));
  const problems = computed<Problems>(() => {
    const keys = fields.map(
      (field) => [field, refused.value[field] ?? (tried.value.includes(field) ? own.value[field] : undefined)] as const,
    );
    return Object.fromEntries(keys.flatMap(([field, key]) => (key ? [[field, t(key)]] : [])));
  });

  async function save(only: readonly ProfileField[] = fields): Promise<boolean> {
    if (saving.value) return false;
    tried.value = only;
    problem.value = undefined;
    if (only.some((field) => own.value[field])) return false;
    const wanted = changed.value.filter((field) => only.includes(field));
    if (wanted.length === 0) return true;
    saving.value = true;
    try {
      const sent = JSON.parse(JSON.stringify(form)) as ProfileForm;
      const stored = formOf(await storeProfile(sent, wanted));
      // As the server tidied it; but what was typed meanwhile stays.
      for (const field of wanted) if (!changedFields(form, sent).includes(field)) Object.assign(form, { [field]: stored[field] });
      tried.value = [];
      return true;
    } catch (error) {
      refused.value = refusalsIn(error);
      if (Object.keys(refused.value).length === 0) problem.value = toUserMessage(error);
      return false;
    } finally {
      saving.value = false;
    }
  }

  const role = me.role === 'WOMAN' ? 'WOMAN' : 'MAN';
  const discard = () => void Object.assign(form, formOf(profile()));
  const editing = { role, form, problems, problem, changed, saving, save, discard } as const;
  provide(KEY, editing);
  return editing;
}

/** For the fields of the form, wherever they stand in it. */
export function useProfileEditing(): ProfileEditing {
  const editing = inject(KEY);
  if (!editing) throw new Error('No profile is being edited here');
  return editing;
}

function unsent(text: string): Partial<ProfileForm> {
  try {
    return text ? (JSON.parse(text) as Partial<ProfileForm>) : {};
  } catch {
    return {};
  }
}
