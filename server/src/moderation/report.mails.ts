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

export function reportHandledMail(locale: Locale, caseNumber: string, measureTaken: boolean): Words {
  const came =
    locale === 'FR'
      ? measureTaken
        ? 'Une règle n’a pas été respectée et nous avons agi.'
        : 'Nous n’avons pas trouvé de règle enfreinte, et rien n’a été décidé.'
      : measureTaken
        ? 'A rule was broken and we have acted.'
        : 'We found no rule that was broken, and nothing was decided.';
  return locale === 'FR'
    ? {
        subject: `Votre signalement ${caseNumber} a été traité`,
        text: `Bonjour,\n\nUne personne de l’équipe a lu votre signalement ${caseNumber}. ${came} Par respect de la vie privée de chacun, nous n’en disons pas davantage.\n\nSi vous n’êtes pas d’accord, répondez à ce message\u202f: une autre personne le relira. Merci de veiller sur Premier Pas avec nous.\n\n${sign.FR}\n`,
      }
    : {
        subject: `Your report ${caseNumber} has been handled`,
        text: `Hello,\n\nSomeone of our team has read your report ${caseNumber}. ${came} Out of respect for everyone’s privacy we do not say more.\n\nIf you disagree, answer this message: another person will read it again. Thank you for looking after Premier Pas with us.\n\n${sign.EN}\n`,
      };
}

/** The statement of reasons, as the account shows it too. */
export function sanctionMail(locale: Locale, measure: string, statement: string, siteUrl: string): Words {
  return locale === 'FR'
    ? {
        subject: `${measure}\u202f: voici pourquoi`,
        text: `Bonjour,\n\n${statement}\n\nLire et contester\u202f: ${siteUrl}/decisions\n\n${sign.FR}\n`,
      }
    : {
        subject: `${measure}: here is why`,
        text: `Hello,\n\n${statement}\n\nRead and contest: ${siteUrl}/decisions\n\n${sign.EN}\n`,
      };
}

export function appealMail(locale: Locale, granted: boolean, answer: string): Words {
  return locale === 'FR'
    ? {
        subject: granted ? 'Votre contestation est acceptée' : 'Votre contestation n’est pas acceptée',
        text: `Bonjour,\n\nUne autre personne que celle qui avait décidé a relu votre dossier. ${granted ? 'La décision est annulée, avec tous ses effets.' : 'La décision est maintenue.'}\n\n${answer}\n\n${granted ? '' : 'Vous pouvez encore saisir un organe de règlement extrajudiciaire certifié au titre du règlement (UE) 2022/2065, ou le juge.\n\n'}${sign.FR}\n`,
      }
    : {
        subject: granted ? 'Your appeal is granted' : 'Your appeal is not granted',
        text: `Hello,\n\nAnother person than the one who had decided has read your case again. ${granted ? 'The decision is void, with all that it did.' : 'The decision stands.'}\n\n${answer}\n\n${granted ? '' : 'You may still turn to an out-of-court dispute settlement body certified under Regulation (EU) 2022/2065, or to a court.\n\n'}${sign.EN}\n`,
      };
}
