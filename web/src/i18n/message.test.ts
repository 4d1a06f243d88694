import { mount } from '@vue/test-utils';
import { h, nextTick } from 'vue';
import { addMessages, I18nText, loadMessages, provideCatalogues, setLocale, translate, useI18n } from './index';
import { choose, interpolate, merged } from './message';

it('takes the plural of the language: zero is singular in French only', () => {
  const message = 'un homme | {count} hommes';
  expect([0, 1, 1.5, 2].map((count) => choose(message, count, 'fr'))).toEqual(['un homme', 'un homme', 'un homme', '{count} hommes']);
  expect([0, 1, 2].map((count) => choose('one man | {count} men', count, 'en'))).toEqual(['{count} men', 'one man', '{count} men']);
  expect([0, 1, 2].map((count) => choose('aucun | un | des', count, 'fr'))).toEqual(['aucun', 'un', 'des']);
});

it('fills the holes it knows and shows the others', () => {
  expect(interpolate('{a} et {b}', { a: 0 })).toBe('0 et {b}');
});

it('joins groups of the same name', () => {
  expect(merged({ a: { b: '1' } }, { a: { c: '2' } })).toEqual({ a: { b: '1', c: '2' } });
});

it('follows the language in a mounted page, and fetches the texts it then needs', async () => {
  const asked: string[] = [];
  const catalogue = (name: string, words: string) => () => {
    asked.push(name);
    return Promise.resolve({ tea: { offer: words } });
  };
  provideCatalogues({
    './tea/messages.fr.json': catalogue('fr', 'Un thé avec {who}\u202f?'),
    './tea/messages.en.json': catalogue('en', 'Tea with {who}?'),
  });
  await loadMessages('tea');
  const page = mount({ setup: () => useI18n(), render: () => h('p', translate('tea.offer', { who: 'Noé' })) });
  expect(page.text()).toBe('Un thé avec Noé\u202f?');
  await setLocale('en');
  await nextTick();
  expect(page.text()).toBe('Tea with Noé?');
  await setLocale('fr');
  expect(asked).toEqual(['fr', 'en']);
});

it('puts elements in the holes of a text', () => {
  addMessages('fr', { she: 'Ici, {who} commence.' });
  const page = mount({ render: () => h('p', h(I18nText, { path: 'she' }, { who: () => h('em', 'elle') })) });
  expect(page.html()).toBe('<p>Ici, <em>elle</em> commence.</p>');
});

it('shows the key of a missing text rather than nothing', () => {
  expect(translate('no.such.text')).toBe('no.such.text');
});
