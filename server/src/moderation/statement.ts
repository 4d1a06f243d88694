import type { Locale } from '../platform/graphql/context.js';
import { APPEALABLE_FOR, type Measure } from './outcomes.js';
import { ruleIn, type Rule } from './rules.js';

/** What a measure rests on. */
export interface Reasons {
  outcome: Measure;
  rule: Rule;
  facts: string;
  text: string;
  /** Whether a machine pointed at the account: that is said (article 17, 3 c). */
  detected: boolean;
}

const MEASURES: Record<Locale, Record<Measure, string>> = {
  FR: {
    WARN: 'Vous recevez un avertissement',
    REMOVE_CONTENT: 'Nous avons retiré ce que vous aviez publié ou écrit',
    SUSPEND_1_DAY: 'Votre compte est suspendu pendant un jour',
    SUSPEND_3_DAYS: 'Votre compte est suspendu pendant trois jours',
    SUSPEND_7_DAYS: 'Votre compte est suspendu pendant une semaine',
    SUSPEND_30_DAYS: 'Votre compte est suspendu pendant trente jours',
    BAN: 'Votre compte est fermé définitivement',
  },
  EN: {
    WARN: 'You receive a warning',
    REMOVE_CONTENT: 'We have removed what you had published or written',
    SUSPEND_1_DAY: 'Your account is suspended for one day',
    SUSPEND_3_DAYS: 'Your account is suspended for three days',
    SUSPEND_7_DAYS: 'Your account is suspended for a week',
    SUSPEND_30_DAYS: 'Your account is suspended for thirty days',
    BAN: 'Your account is closed for good',
  },
};

const instantIn = (locale: Locale, at: Date): string =>
  new Intl.DateTimeFormat(locale === 'FR' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' }).format(
    at,
  );
const dayIn = (locale: Locale, at: Date): string =>
  new Intl.DateTimeFormat(locale === 'FR' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(at);

/** The measure in a few words: the subject of the mail. */
export const measureIn = (locale: Locale, outcome: Measure): string => MEASURES[locale][outcome];

/**
 * The statement of reasons (article 17 of Regulation (EU) 2022/2065): what, why, by which rule, automated or not, how long, and how
 * to contest it. It never says who reported, nor that anybody did.
 */
export function statementOf(locale: Locale, { outcome, rule, facts, text, detected }: Reasons, from: Date, until: Date | null): string {
  const measure = MEASURES[locale][outcome];
  const contestUntil = dayIn(locale, new Date(from.getTime() + APPEALABLE_FOR));
  const paragraphs =
    locale === 'FR'
      ? [
          `${measure}${until ? `, jusqu’au ${instantIn(locale, until)} (heure de Paris)` : ''}.`,
          text,
          `Les faits\u202f: ${facts}`,
          `La règle\u202f: ${ruleIn(locale, rule)}.`,
          detected
            ? 'Un moyen automatisé avait attiré notre attention sur ce compte. La décision, elle, a été prise par une personne de notre équipe.'
            : 'Cette décision a été prise par une personne de notre équipe, sans moyen automatisé.',
          `Si vous pensez que nous nous trompons, contestez-la gratuitement jusqu’au ${contestUntil}, depuis votre compte. Une autre personne que celle qui a décidé examinera votre contestation et vous répondra par écrit. Vous pouvez aussi saisir un organe de règlement extrajudiciaire certifié au titre du règlement (UE) 2022/2065, ou le juge.`,
        ]
      : [
          `${measure}${until ? `, until ${instantIn(locale, until)} (Paris time)` : ''}.`,
          text,
          `The facts: ${facts}`,
          `The rule: ${ruleIn(locale, rule)}.`,
          detected
            ? 'Automated means had drawn our attention to this account. The decision itself was taken by a person of our team.'
            : 'This decision was taken by a person of our team, without automated means.',
          `If you think we are wrong, contest it free of charge until ${contestUntil}, from your account. Another person than the one who decided will examine your appeal and answer you in writing. You may also turn to an out-of-court dispute settlement body certified under Regulation (EU) 2022/2065, or to a court.`,
        ];
  return paragraphs.join('\n\n');
}
