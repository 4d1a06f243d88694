import type { Locale } from '../platform/graphql/context.js';

/**
 * Within the 160 signs of one SMS, all of them of its own alphabet: an apostrophe that bends would make two of it. The last line
 * binds the code to our site (https://wicg.github.io/sms-one-time-codes/): telephones offer it nowhere else.
 */
export const codeSms = (locale: Locale, code: string, host: string): string =>
  `${
    locale === 'FR'
      ? `${code} est votre code Premier Pas, valable 10 minutes. Ne le donnez à personne.`
      : `${code} is your Premier Pas code, valid for 10 minutes. Give it to nobody.`
  }\n\n@${host} #${code}`;

export function numberMovedMail(locale: Locale, endsWith: string, siteUrl: string): { subject: string; text: string } {
  return locale === 'FR'
    ? {
        subject: 'Votre numéro n’est plus vérifié',
        text: `Bonjour,\n\nLe numéro se terminant par ${endsWith} vient d’être confirmé depuis un autre compte, par un code reçu sur ce téléphone. Il ne l’est donc plus sur le vôtre, et votre profil n’affiche plus «\u00a0Numéro vérifié\u00a0».\n\nVous l’avez toujours\u202f? Confirmez-le de nouveau depuis votre compte\u202f: ${siteUrl}/compte. Si vous n’avez donné ce code à personne et que vous tenez encore ce téléphone, parlez-en à votre opérateur.\n\nL’équipe de Premier Pas\n`,
      }
    : {
        subject: 'Your number is no longer verified',
        text: `Hello,\n\nThe number ending in ${endsWith} has just been confirmed from another account, by a code received on that phone. So it no longer is on yours, and your profile no longer says “Verified number”.\n\nDo you still have it? Confirm it again from your account: ${siteUrl}/compte. If you gave that code to nobody and still hold that phone, speak to your operator.\n\nThe Premier Pas team\n`,
      };
}
