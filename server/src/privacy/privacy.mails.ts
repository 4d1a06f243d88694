import type { Locale, Role } from '../platform/graphql/context.js';
import type { Tally } from '../platform/personal-data.js';

interface Words {
  subject: string;
  text: string;
}

/** What is said to somebody whose account was erased. */
export interface Receipt extends Tally {
  email: string;
  locale: Locale;
  role: Role;
}

const sign = { FR: 'L’équipe de Premier Pas', EN: 'The Premier Pas team' };

export function exportReadyMail(locale: Locale, siteUrl: string): Words {
  return locale === 'FR'
    ? {
        subject: 'La copie de vos données est prête',
        text: `Bonjour,\n\nLa copie de vos données est prête. Vous pouvez la télécharger pendant 7 jours depuis votre compte\u202f: ${siteUrl}/compte.\n\nElle contient tout ce que nous gardons de vous\u202f: rangez-la bien.\n\n${sign.FR}\n`,
      }
    : {
        subject: 'The copy of your data is ready',
        text: `Hello,\n\nThe copy of your data is ready. You can download it from your account for 7 days: ${siteUrl}/compte.\n\nIt holds everything we keep of you: put it in a safe place.\n\n${sign.EN}\n`,
      };
}

export function erasedMail({ locale, role, media, paid, reported, banned }: Receipt): Words {
  const erased =
    locale === 'FR'
      ? [
          'base de données\u202f: compte, profil, appareils, boîte de réception, blocages' + (role === 'MAN' ? ', annonces' : ''),
          ...(media > 0 ? [`stockage\u202f: ${media} photos et films, avec leurs fichiers`] : []),
          ...(paid ? ['Stripe\u202f: fiche client et moyens de paiement'] : []),
          'files d’attente\u202f: e-mails en attente à votre adresse',
        ]
      : [
          'database: account, profile, devices, inbox, blocks' + (role === 'MAN' ? ', ads' : ''),
          ...(media > 0 ? [`storage: ${media} photos and films, with their files`] : []),
          ...(paid ? ['Stripe: customer record and means of payment'] : []),
          'queues: mails waiting for your address',
        ];
  const kept =
    locale === 'FR'
      ? [
          'vos messages, sans votre nom, chez les personnes avec qui vous parliez, tant que leur compte existe',
          'les sauvegardes chiffrées, 30 jours au plus',
          ...(paid ? ['les factures, dix ans, comme le veut le code de commerce'] : []),
          ...(banned
            ? [
                'les empreintes de votre adresse, de votre numéro et de vos cartes, trois ans après votre exclusion, pour la faire respecter',
              ]
            : []),
          ...(reported
            ? [
                'les signalements qui vous concernent, avec les mots et images qui y sont joints, pour la durée que dit la page Confidentialité',
              ]
            : []),
        ]
      : [
          'your messages, without your name, with the people you talked to, for as long as their account exists',
          'encrypted backups, 30 days at most',
          ...(paid ? ['invoices, ten years, as the French commercial code requires'] : []),
          ...(banned
            ? ['fingerprints of your address, your number and your cards, for three years after your exclusion, to enforce it']
            : []),
          ...(reported
            ? ['reports that concern you, with the words and pictures joined to them, for as long as the Privacy page says']
            : []),
        ];
  const list = (lines: string[]): string => lines.map((line) => `– ${line}`).join('\n');
  return locale === 'FR'
    ? {
        subject: 'Votre compte est effacé',
        text: `Bonjour,\n\nComme vous l’avez demandé, votre compte Premier Pas est effacé. Voici ce qui l’a été\u202f:\n\n${list(erased)}\n\nCe qui reste, et pourquoi\u202f:\n\n${list(kept)}\n\nVotre adresse s’efface avec l’envoi de ce message, le dernier. Bonne route\u202f!\n\n${sign.FR}\n`,
      }
    : {
        subject: 'Your account has been erased',
        text: `Hello,\n\nAs you asked, your Premier Pas account has been erased. This is what went:\n\n${list(erased)}\n\nWhat remains, and why:\n\n${list(kept)}\n\nYour address goes with the sending of this message, the last one. Farewell!\n\n${sign.EN}\n`,
      };
}
