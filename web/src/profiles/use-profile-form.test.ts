import { flushPromises, mount } from '@vue/test-utils';
import { computed, defineComponent } from 'vue';
import { network, refused } from '../../test/network';
import { client } from '../graphql';
import { MyProfileDocument, type MyProfileFragment } from '../graphql/generated/graphql';
import { type ProfileEditing, provideProfileEditing } from './use-profile-form';
import { useMyProfile } from './use-my-profile';

const profile: MyProfileFragment = {
  __typename: 'MyProfile',
  username: 'Hugo',
  age: 34,
  city: { __typename: 'City', code: '69123', name: 'Lyon' },
  bio: '',
  interests: [],
  tags: [],
  illustration: 'h01',
  completeness: { __typename: 'Completeness', score: 40, missing: ['BIO'], visible: true },
};
const me = (change: Partial<MyProfileFragment> = {}) => ({
  __typename: 'Me' as const,
  id: 'u1',
  role: 'MAN' as const,
  profile: { ...profile, ...change },
});

/** A page that shows the profile, and edits it. */
function page(): { editing: ProfileEditing; shown: () => MyProfileFragment | undefined; leave(): void } {
  let editing: ProfileEditing | undefined;
  let shown: () => MyProfileFragment | undefined = () => undefined;
  const wrapper = mount(
    defineComponent(() => {
      const mine = useMyProfile();
      const present = computed(() => mine.me.value?.profile);
      shown = () => present.value;
      editing = provideProfileEditing(me(), () => present.value ?? profile);
      return () => null;
    }),
  );
  if (!editing) throw new Error('The page did not start');
  return { editing, shown: () => shown(), leave: () => wrapper.unmount() };
}

beforeEach(() => client.cache.writeQuery({ query: MyProfileDocument, data: { me: me() } }));
afterEach(() => client.clearStore());

it('shows a change everywhere at once, and takes it back when the server refuses it, words kept', async () => {
  let answer: () => void = () => undefined;
  network(async ({ variables }) => {
    if (!('input' in variables)) return { data: { me: me() } };
    await new Promise<void>((resolve) => (answer = resolve));
    return refused('CONFLICT', { fields: { username: 'This name is taken.' } });
  });
  const { editing, shown, leave } = page();
  editing.form.username = 'Samir';
  const saving = editing.save();
  await flushPromises();
  expect(shown()?.username).toBe('Samir');
  answer();
  expect(await saving).toBe(false);
  expect(shown()?.username).toBe('Hugo');
  expect(editing.form.username).toBe('Samir');
  expect(editing.problems.value).toEqual({ username: 'profiles.username.taken' });
  leave();

  const again = page();
  expect(again.editing.form.username).toBe('Samir');
  again.editing.discard();
  again.leave();
  expect(page().editing.form.username).toBe('Hugo');
});

it('sends what changed, takes what the server stored, and keeps nothing on the device', async () => {
  const requests = network(({ variables }) =>
    'input' in variables ? { data: { updateMyProfile: me({ bio: 'Bonjour.' }) } } : { data: { me: me() } },
  );
  const { editing, leave } = page();
  editing.form.bio = '  Bonjour. ';
  expect(await editing.save()).toBe(true);
  expect(requests.filter(({ variables }) => 'input' in variables).map(({ variables }) => variables)).toEqual([
    { input: { bio: 'Bonjour.' } },
  ]);
  expect(editing.form.bio).toBe('Bonjour.');
  expect(editing.changed.value).toEqual([]);
  expect([...Object.values({ ...localStorage }), ...Object.values({ ...sessionStorage })].join()).not.toContain('Bonjour');
  leave();
});

it('asks nothing of the server while a step is not whole', async () => {
  const requests = network(() => ({ data: { me: me() } }));
  const { editing, leave } = page();
  editing.form.username = '';
  expect(await editing.save(['username', 'city'])).toBe(false);
  expect(editing.problems.value).toEqual({ username: 'profiles.username.missing' });
  expect(requests.filter(({ variables }) => 'input' in variables)).toEqual([]);
  editing.discard();
  leave();
});
