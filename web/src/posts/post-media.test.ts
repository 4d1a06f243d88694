import { flushPromises } from '@vue/test-utils';
import { effectScope, shallowRef } from 'vue';
import { network } from '../../test/network';
import { hashOf } from '../api';
import { type MyMediaFragment, RemoveMediaDocument } from '../graphql/generated/graphql';
import { MediaRefused, usePostMedia } from './use-post-media';

const file = (name: string, type = 'image/jpeg') => new File(['…'], name, { type });
const film = (name = 'quai.mp4') => file(name, 'video/mp4');
const media = (id: string, change: Partial<MyMediaFragment> = {}): MyMediaFragment => ({
  __typename: 'MyMedia',
  id,
  kind: 'PHOTO',
  purpose: 'POST',
  status: 'READY',
  refusal: null,
  progress: 100,
  alt: '',
  caption: '',
  shown: null,
  ...change,
});

let forms = 0;
/** A form of its own: nothing of it reaches the store. */
function aForm(...there: MyMediaFragment[]) {
  const requests = network(() => 'unreachable');
  const scope = effectScope();
  const form = scope.run(() => usePostMedia(`form ${++forms}`, () => there))!;
  const leave = () => {
    form.leave(false);
    scope.stop();
  };
  return { form, requests, leave };
}

beforeEach(() => Object.assign(URL, { createObjectURL: () => 'blob:picture', revokeObjectURL: () => undefined }));

it('takes four photos and says how many were left', () => {
  const { form, leave } = aForm();
  expect(form.add([file('a.jpg'), file('b.jpg'), file('c.jpg')])).toEqual({ left: 0, mixed: false });
  expect(form.add([file('d.jpg'), file('e.jpg'), file('f.jpg')])).toEqual({ left: 2, mixed: false });
  expect([form.tiles.value.length, form.room.value]).toEqual([4, 0]);
  leave();
});

it('takes one film, and never a film beside photos', () => {
  const { form, leave } = aForm();
  expect(form.add([film(), film()])).toEqual({ left: 1, mixed: false });
  expect([form.tiles.value.map(({ kind }) => kind), form.room.value]).toEqual([['VIDEO'], 0]);
  expect(form.add([file('a.jpg')])).toEqual({ left: 1, mixed: true });
  form.remove(form.keys()[0]!);
  expect(form.add([file('a.jpg'), film()])).toEqual({ left: 1, mixed: true });
  expect(form.tiles.value.map(({ kind }) => kind)).toEqual(['PHOTO']);
  leave();
});

it('says why a file is none, and makes room again when that is put away', () => {
  const { form, leave } = aForm();
  form.add([file('a.heic', 'image/heic'), file('b.jpg')]);
  expect(form.refused.value).toMatchObject([{ name: 'a.heic', reason: 'media.refusal.HEIC' }]);
  expect([form.tiles.value.length, form.room.value]).toEqual([1, 3]);
  form.remove(form.refused.value[0]!.key);
  expect(form.refused.value).toEqual([]);
  leave();
});

it('takes what an ad shows out of it, or into another order, without asking the server before it is saved', async () => {
  const { form, requests, leave } = aForm(media('a'), media('b'), media('c', { status: 'REJECTED', refusal: 'DAMAGED' }));
  expect(form.refused.value).toMatchObject([{ key: 'c', reason: 'media.refusal.DAMAGED' }]);
  form.arrange(['b', 'a']);
  expect(await form.ids()).toEqual(['b', 'a']);
  form.remove('b');
  expect(await form.ids()).toEqual(['a']);
  form.begin();
  expect(await form.ids()).toEqual(['a', 'b']);
  await flushPromises();
  expect(requests.filter(({ hash }) => hash === hashOf(RemoveMediaDocument))).toEqual([]);
  leave();
});

it('tells no ids when one of them is refused meanwhile: who publishes hears of it first', async () => {
  const there = [media('a'), media('b', { status: 'PROCESSING' })];
  network(() => 'unreachable');
  const scope = effectScope();
  const shown = shallowRef<readonly MyMediaFragment[]>(there);
  const form = scope.run(() => usePostMedia(`form ${++forms}`, () => shown.value))!;
  form.add([file('c.jpg')]);
  const ids = form.ids();
  shown.value = [media('a'), media('b', { status: 'REJECTED', refusal: 'DAMAGED' })];
  await expect(ids).rejects.toThrow(MediaRefused);
  form.leave(false);
  scope.stop();
});

it('waits for what is on its way before it tells the ids', async () => {
  const { form, leave } = aForm();
  form.add([file('a.jpg')]);
  let told = false;
  void form.ids().then(() => (told = true));
  await flushPromises();
  expect(told).toBe(false);
  form.remove(form.keys()[0]!);
  await flushPromises();
  expect(told).toBe(true);
  leave();
});
