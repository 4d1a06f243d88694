import type { MyProfileFragment } from '../graphql/generated/graphql';
import { changedFields, formOf, inputOf, newTag, problemsOf } from './profile-form';

const profile = {
  username: 'Hugo',
  age: 34,
  city: { __typename: 'City', code: '69123', name: 'Lyon' },
  bio: 'Je répare des vélos.',
  interests: [{ __typename: 'Interest', id: 'velo', labelFr: 'Vélo', labelEn: 'Cycling' }],
  tags: ['tarte au citron'],
  illustration: 'h01',
  completeness: { __typename: 'Completeness', score: 60, missing: ['POST'], visible: true },
} as MyProfileFragment;
const saved = formOf(profile);

it('asks for a name and a commune, and for nothing else', () => {
  const empty = { ...saved, username: '', city: null, bio: '', interests: [], tags: [] };
  expect(problemsOf(empty)).toEqual({ username: 'profiles.username.missing', city: 'profiles.city.missing' });
  expect(problemsOf(saved)).toEqual({});
});

it.each([
  ['Jo', 'length'],
  ['a'.repeat(25), 'length'],
  ['Hugo!', 'signs'],
  ['Hugo--69', 'signs'],
])('refuses the name %s', (username, problem) => {
  expect(problemsOf({ ...saved, username })).toEqual({ username: `profiles.username.${problem}` });
});

it.each(['Éloïse', 'Jean-Loup 69', ' Hugo  du Vieux-Lyon ', 'Łukasz.k'])('takes the name %s', (username) => {
  expect(problemsOf({ ...saved, username })).toEqual({});
});

it('counts signs as the server does, not halves of them', () => {
  expect(problemsOf({ ...saved, bio: '🌷'.repeat(600) })).toEqual({});
  expect(problemsOf({ ...saved, bio: '🌷'.repeat(601) })).toHaveProperty('bio');
});

it('sends only what changed', () => {
  const form = { ...saved, bio: ' Bonjour. ', city: { value: '69123', label: 'Lyon', detail: 'Rhône' } };
  expect(changedFields(form, saved)).toEqual(['bio']);
  expect(inputOf(form, ['bio'])).toEqual({ bio: 'Bonjour.' });
  expect(inputOf({ ...form, city: null }, ['city', 'username'])).toEqual({ cityCode: null, username: 'Hugo' });
});

it('adds a tag once, whatever its capitals, and none that the server would refuse', () => {
  expect(newTag('  tartes   salées ', saved.tags)).toEqual({ tag: 'tartes salées' });
  expect(newTag('Tarte au CITRON', saved.tags)).toEqual({ problem: 'profiles.tags.twice' });
  expect(newTag('a', saved.tags)).toEqual({ problem: 'profiles.tags.length' });
  expect(newTag('a'.repeat(25), saved.tags)).toEqual({ problem: 'profiles.tags.length' });
});
