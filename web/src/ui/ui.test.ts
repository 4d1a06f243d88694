import { jest } from '@jest/globals';
import { flushPromises, mount } from '@vue/test-utils';
import { createMemoryHistory, createRouter } from 'vue-router';
import { addMessages } from '../i18n';
import { tintOf } from './tint';
import { dismissToast, showToast, useToasts } from './toast';
import UiButton from './UiButton.vue';
import UiChipGroup from './UiChipGroup.vue';
import UiCodeInput from './UiCodeInput.vue';
import UiBarChart from './UiBarChart.vue';
import UiIconButton from './UiIconButton.vue';
import UiTextArea from './UiTextArea.vue';
import UiTextField from './UiTextField.vue';
import UiToasts from './UiToasts.vue';

addMessages('fr', {
  ui: {
    close: 'Fermer',
    notifications: 'Notifications',
    tooLong: '{count} de trop | {count} de trop',
    charactersLeft: 'plus rien | encore un | encore {count}',
  },
});

it('is a real link when it leads somewhere, a button when it acts', () => {
  const routes = [{ path: '/:any(.*)', component: { render: () => null } }];
  const global = { plugins: [createRouter({ history: createMemoryHistory(), routes })] };
  expect(mount(UiButton, { props: { to: '/a' }, global }).attributes()).toMatchObject({ href: '/a' });
  expect(mount(UiButton, { props: { href: 'https://example.org' } }).attributes()).toMatchObject({ href: 'https://example.org' });
  expect(mount(UiButton, { props: { type: 'submit', disabled: true } }).element).toMatchObject({
    tagName: 'BUTTON',
    type: 'submit',
    disabled: true,
  });
  expect(mount(UiIconButton, { props: { label: 'Retour', to: '/a' }, global }).attributes()).toMatchObject({
    href: '/a',
    'aria-label': 'Retour',
  });
});

it('ties label, hint and error to the field', () => {
  const field = mount(UiTextField, {
    props: { label: 'Adresse', modelValue: '', hint: 'Jamais montrée', error: 'Incomplète' },
    attachTo: document.body,
  });
  const input = field.get('input');
  expect(field.get('label').attributes('for')).toBe(input.attributes('id'));
  const described = (input.attributes('aria-describedby') ?? '').split(' ').map((id) => document.getElementById(id)?.textContent?.trim());
  expect(described).toEqual(['Incomplète', 'Jamais montrée']);
  expect(input.attributes('aria-invalid')).toBe('true');
  field.unmount();
});

it('takes a pasted code with spaces, keeps six digits and says once that it is whole', async () => {
  const done = jest.fn();
  const code = mount(UiCodeInput, {
    props: {
      label: 'Code',
      modelValue: '',
      'onUpdate:modelValue': (value: string) => code.setProps({ modelValue: value }),
      onComplete: done,
    },
  });
  await code.get('input').setValue('12 3-4');
  expect(code.props('modelValue')).toBe('1234');
  expect(done).not.toHaveBeenCalled();
  await code.get('input').setValue('123 456 789');
  await code.get('input').trigger('input');
  expect(done.mock.calls).toEqual([['123456']]);
});

it('counts characters as people do and cuts nothing', async () => {
  const area = mount(UiTextArea, { props: { label: 'Annonce', max: 3, modelValue: '👩‍🦰'.slice(0, 2) + 'ab' } });
  expect(area.text()).toContain('3 / 3');
  await area.setProps({ modelValue: 'abcde' });
  expect(area.text()).toContain('2 de trop');
  expect(area.get('textarea').element.value).toBe('abcde');
});

it('chooses one, or several up to a limit', async () => {
  const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
  const chips = mount(UiChipGroup, { props: { label: 'Goûts', options, multiple: true, max: 2, modelValue: ['a', 'b'] } });
  const [a, , c] = chips.findAll('button');
  await c?.trigger('click');
  await a?.trigger('click');
  expect(chips.emitted('update:modelValue')).toEqual([[['b']]]);
  await chips.setProps({ multiple: false, modelValue: ['a'] });
  await c?.trigger('click');
  expect(chips.emitted('update:modelValue')?.at(-1)).toEqual([['c']]);
});

it('tells a chart to those who do not see it', () => {
  const chart = mount(UiBarChart, {
    props: {
      bars: [
        { label: 'lundi', value: 0 },
        { label: 'mardi', value: 12 },
      ],
      caption: 'Lectures',
      columns: ['Jour', 'Lectures'],
    },
  });
  expect(chart.findAll('tbody tr').map((row) => row.text())).toEqual(['lundi0', 'mardi12']);
});

it('gives the same background to the same person, and spreads people over all of them', () => {
  const tints = Array.from({ length: 700 }, (_, index) => tintOf(`person-${index}`));
  expect(tintOf('person-1')).toBe(tints[1]);
  const counts = [...new Set(tints)].map((tint) => tints.filter((other) => other === tint).length);
  expect(counts).toHaveLength(7);
  expect(Math.min(...counts)).toBeGreaterThan(60);
});

describe('toasts', () => {
  const texts = () => useToasts().value.map((toast) => toast.text);
  const action = { label: 'Annuler', run: () => undefined };
  afterEach(() => useToasts().value.forEach(({ id }) => dismissToast(id)));

  it('are two at most: what only says something goes before what offers a way back', () => {
    showToast('fermée', { action });
    showToast('copié');
    showToast('enregistré');
    expect(texts()).toEqual(['fermée', 'enregistré']);
    showToast('supprimée', { action });
    showToast('archivée', { action });
    expect(texts()).toEqual(['supprimée', 'archivée']);
  });

  it('say the same news once, and keep each way back', () => {
    for (const text of ['copié', 'copié']) showToast(text);
    expect(texts()).toEqual(['copié']);
    for (const text of ['supprimée', 'supprimée']) showToast(text, { action });
    expect(texts()).toEqual(['supprimée', 'supprimée']);
  });

  it('go with Escape, the newest first, and give the focus back to where it was', async () => {
    document.body.innerHTML = '<button id="page"></button>';
    showToast('une');
    showToast('deux');
    const view = mount(UiToasts, { attachTo: document.body });
    const page = document.getElementById('page');
    page?.focus();
    const press = async (key: string) => {
      document.dispatchEvent(new KeyboardEvent('keydown', { key }));
      await flushPromises();
    };
    await press('F8');
    expect((view.element as HTMLElement).contains(document.activeElement)).toBe(true);
    await press('Escape');
    expect(texts()).toEqual(['une']);
    expect((view.element as HTMLElement).contains(document.activeElement)).toBe(true);
    await press('Escape');
    expect(texts()).toEqual([]);
    expect(document.activeElement).toBe(page);
    view.unmount();
  });

  it('leave Escape to what lies over the page', () => {
    document.body.innerHTML = '<div role="dialog"></div>';
    showToast('une');
    const view = mount(UiToasts, { attachTo: document.body });
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape' }));
    expect(texts()).toEqual(['une']);
    view.unmount();
    document.body.innerHTML = '';
  });
});
