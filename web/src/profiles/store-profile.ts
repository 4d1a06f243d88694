import { codeOf, fieldsOf } from '../api';
import { client } from '../graphql';
import {
  MyProfileDocument,
  type MyProfileFragment,
  ProfileChoicesDocument,
  UpdateMyProfileDocument,
  type UpdateMyProfileMutation,
} from '../graphql/generated/graphql';
import { session } from '../session';
import { inputOf, type ProfileField, type ProfileForm } from './profile-form';

type Me = UpdateMyProfileMutation['updateMyProfile'];

/** Stores these fields. Everything that shows the profile has them at once, and takes them back if the server refuses. */
export async function storeProfile(form: ProfileForm, fields: readonly ProfileField[]): Promise<MyProfileFragment> {
  const present = client.readQuery({ query: MyProfileDocument })?.me;
  const input = inputOf(form, fields);
  const { data } = await client.mutate({
    mutation: UpdateMyProfileDocument,
    variables: { input },
    ...(present?.profile && {
      optimisticResponse: { updateMyProfile: { ...present, profile: { ...present.profile, ...expected(form, fields, present) } } as Me },
    }),
  });
  const profile = data?.updateMyProfile.profile;
  if (!profile) throw new Error('The answer is empty');
  tellHeader(profile);
  return profile;
}

function expected(form: ProfileForm, fields: readonly ProfileField[], { role }: Pick<Me, 'role'>): Partial<MyProfileFragment> {
  const input = inputOf(form, fields);
  const known = client.readQuery({ query: ProfileChoicesDocument, variables: { role } })?.interests ?? [];
  return {
    ...(typeof input.username === 'string' && { username: input.username }),
    ...(typeof input.bio === 'string' && { bio: input.bio }),
    ...(typeof input.illustration === 'string' && { illustration: input.illustration }),
    ...(form.city && fields.includes('city') && { city: { __typename: 'City' as const, code: form.city.value, name: form.city.label } }),
    ...(fields.includes('tags') && { tags: form.tags }),
    ...(fields.includes('interests') && {
      interests: form.interests.flatMap((id) => known.find((interest) => interest.id === id) ?? []),
    }),
  };
}

/** The header shows the portrait, and the way home depends on the name and the commune. */
function tellHeader({ username, illustration, city, completeness: { visible } }: MyProfileFragment): void {
  session.patchMe({
    profile: { __typename: 'MyProfile', username, illustration, city, completeness: { __typename: 'Completeness', visible } },
  });
}

/** Which field the server refused, and why, as a key of the texts: it writes for integrators, in English. */
export function refusalsIn(error: unknown): Partial<Record<ProfileField, string>> {
  const taken = codeOf(error) === 'CONFLICT';
  return Object.fromEntries(
    Object.keys(fieldsOf(error)).map((path) => {
      const name = path.split('.')[0] ?? path;
      const field = name === 'cityCode' ? 'city' : name;
      return [field, taken && field === 'username' ? 'profiles.username.taken' : `profiles.${field}.refused`];
    }),
  );
}
