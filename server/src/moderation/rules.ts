import { registerEnumType } from 'type-graphql';
import type { Locale } from '../platform/graphql/context.js';

/** The rules of the terms of use that a decision may name: point 5, one for each line of its list, and point 2 for who may have an account. */
const RULES = {
  HARASSMENT: {
    point: 5,
    FR: 'le harcèlement, les menaces, l’insistance après un refus',
    EN: 'harassment, threats, insisting after a refusal',
  },
  HATE: {
    point: 5,
    FR: 'la haine ou la discrimination',
    EN: 'hatred or discrimination',
  },
  SEXUAL_CONTENT: {
    point: 5,
    FR: 'les contenus sexuels non sollicités et tout contenu mettant en cause une personne mineure',
    EN: 'sexual content nobody asked for, and any content involving a minor',
  },
  IMPERSONATION: {
    point: 5,
    FR: 'l’usurpation d’identité, les faux profils, l’utilisation de l’image d’autrui sans son accord',
    EN: 'impersonation, fake profiles, using the image of others without their consent',
  },
  MONEY: {
    point: 5,
    FR: 'les demandes d’argent, les arnaques, la prostitution, la publicité et la revente',
    EN: 'asking for money, scams, prostitution, advertising and resale',
  },
  DISCLOSURE: {
    point: 5,
    FR: 'la diffusion hors du service de ce que quelqu’un vous y a confié',
    EN: 'spreading outside the service what someone confided to you on it',
  },
  MISUSE: {
    point: 5,
    FR: 'l’extraction automatisée de profils et tout ce qui gêne le fonctionnement du service',
    EN: 'automated extraction of profiles, and anything that hinders the service',
  },
  RETURN: {
    point: 2,
    FR: 'pas de compte après une exclusion définitive, sauf accord écrit de notre part',
    EN: 'no account after a permanent exclusion, unless we agree in writing',
  },
  UNDERAGE: { point: 2, FR: 'l’inscription est réservée aux personnes de 18 ans révolus', EN: 'the service is for people aged 18 or over' },
} as const;

export type Rule = keyof typeof RULES;

export const RuleEnum = Object.fromEntries(Object.keys(RULES).map((rule) => [rule, rule])) as { [R in Rule]: R };
registerEnumType(RuleEnum, {
  name: 'Rule',
  description: 'A rule of the terms of use that a decision may name.',
  valuesConfig: Object.fromEntries(
    Object.entries(RULES).map(([rule, { point, EN }]) => [rule, { description: `Point ${point}: ${EN}.` }]),
  ) as Record<Rule, { description: string }>,
});

/** « point 5 : … », as a statement of reasons quotes it. */
export function ruleIn(locale: Locale, rule: Rule): string {
  const { point, [locale]: words } = RULES[rule];
  return locale === 'FR' ? `point ${point} des conditions d’utilisation, ${words}` : `point ${point} of the terms of use, ${words}`;
}
