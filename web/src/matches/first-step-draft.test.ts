import { useFirstStepDraft } from './first-step-draft';

it('keeps the words and the id for each man until they are sent', () => {
  const draft = useFirstStepDraft('hugo');
  draft.text.value = 'Meringuée ou pas\u202f?';
  const id = draft.clientId();
  expect(draft.clientId()).toBe(id);

  const afterReload = useFirstStepDraft('hugo');
  expect(afterReload.text.value).toBe('Meringuée ou pas\u202f?');
  expect(afterReload.clientId()).toBe(id);
  expect(useFirstStepDraft('samir').text.value).toBe('');
  expect(useFirstStepDraft('samir').clientId()).not.toBe(id);

  afterReload.clear();
  expect(useFirstStepDraft('hugo').text.value).toBe('');
  expect(useFirstStepDraft('hugo').clientId()).not.toBe(id);
});
