import type { Locale } from '../platform/graphql/context.js';

interface Words {
  subject: string;
  text: string;
}

const sign = { FR: 'L’équipe de Premier Pas', EN: 'The Premier Pas team' };

export function reportFiledMail(locale: Locale, caseNumber: string): Words {
  return locale === 'FR'
    ? {
        subject: `Votre signalement ${caseNumber} est bien reçu`,
        text: `Bonjour,\n\nNous avons bien reçu votre signalement ${caseNumber}. Une personne de l’équipe va le lire. Celle que vous signalez ne saura jamais qui l’a fait.\n\nSi quelqu’un est en danger, appelez le 17 ou le 112.\n\n${sign.FR}\n`,
      }
    : {
        subject: `We have received your report ${caseNumber}`,
        text: `Hello,\n\nWe have received your report ${caseNumber}. Someone of our team will read it. The person you report will never know who did.\n\nIf anyone is in danger, call 17 or 112.\n\n${sign.EN}\n`,
      };
}

export function reportHandledMail(locale: Locale, caseNumber: string): Words {
  return locale === 'FR'
    ? {
        subject: `Votre signalement ${caseNumber} a été traité`,
        text: `Bonjour,\n\nUne personne de l’équipe a lu votre signalement ${caseNumber} et l’a traité. Par respect de la vie privée de chacun, nous ne disons pas ce qui a été décidé.\n\nMerci de veiller sur Premier Pas avec nous.\n\n${sign.FR}\n`,
      }
    : {
        subject: `Your report ${caseNumber} has been handled`,
        text: `Hello,\n\nSomeone of our team has read your report ${caseNumber} and handled it. Out of respect for everyone’s privacy we do not say what was decided.\n\nThank you for looking after Premier Pas with us.\n\n${sign.EN}\n`,
      };
}
