import { plansPath } from '../platform';
import type { ProfileField } from './profile-form';

/** The steps of the welcome, by their part of the address, and what each stores. */
export const welcomeSteps = [
  { name: 'identite', fields: ['username', 'city'] },
  { name: 'portrait', fields: ['illustration', 'bio'] },
  { name: 'gouts', fields: ['interests', 'tags'] },
] as const satisfies readonly { name: string; fields: readonly ProfileField[] }[];

export type WelcomeStep = (typeof welcomeSteps)[number];

export const pathOf = (step: WelcomeStep): string => (step === welcomeSteps[0] ? '/bienvenue' : `/bienvenue/${step.name}`);

/** Where the welcome ends: she looks around, or sees first what it costs; he is at home. */
export const afterWelcome = (role: 'MAN' | 'WOMAN', hasAccess: boolean): string =>
  role === 'MAN' ? '/espace' : hasAccess ? '/decouvrir' : (plansPath ?? '/decouvrir');
