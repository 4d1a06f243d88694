import { day, sign, type Words } from './account.mails.js';
import type { Locale } from '../platform/graphql/context.js';

export function emailCodeMail(locale: Locale, code: string): Words {
  return locale === 'FR'
    ? {
        subject: `${code} est le code de votre nouvelle adresse`,
        text: `Bonjour,\n\nVotre code\u202f: ${code}\n\nIl est valable 10 minutes. Entrez-le dans votre compte Premier Pas, et cette adresse deviendra la vôtre. Si vous n’avez rien demandé, ignorez ce message\u202f: sans le code, il ne se passe rien.\n\n${sign.FR}\n`,
      }
    : {
        subject: `${code} is the code for your new address`,
        text: `Hello,\n\nYour code: ${code}\n\nIt is valid for 10 minutes. Enter it in your Premier Pas account, and this address will be yours there. If you did not ask for anything, ignore this message: without the code, nothing happens.\n\n${sign.EN}\n`,
      };
}

export function addressTakenMail(locale: Locale, siteUrl: string): Words {
  return locale === 'FR'
    ? {
        subject: 'Cette adresse a déjà un compte Premier Pas',
        text: `Bonjour,\n\nQuelqu’un, sans doute vous, vient de demander que cette adresse devienne celle d’un compte Premier Pas. Elle en a déjà un\u202f: connectez-vous sur ${siteUrl}/connexion, ou choisissez un nouveau mot de passe sur ${siteUrl}/mot-de-passe.\n\nSi ce n’était pas vous, rien n’a changé.\n\n${sign.FR}\n`,
      }
    : {
        subject: 'This address already has a Premier Pas account',
        text: `Hello,\n\nSomeone, probably you, has just asked for this address to become that of a Premier Pas account. It already has one: sign in at ${siteUrl}/connexion, or choose a new password at ${siteUrl}/mot-de-passe.\n\nIf it was not you, nothing has changed.\n\n${sign.EN}\n`,
      };
}

export function emailChangedMail(locale: Locale, siteUrl: string): Words {
  return locale === 'FR'
    ? {
        subject: 'Votre nouvelle adresse est enregistrée',
        text: `Bonjour,\n\nCette adresse est désormais celle de votre compte Premier Pas\u202f: c’est avec elle que vous vous connectez sur ${siteUrl}/connexion, et c’est à elle que nous vous écrivons.\n\n${sign.FR}\n`,
      }
    : {
        subject: 'Your new address is set',
        text: `Hello,\n\nThis address is now that of your Premier Pas account: you sign in with it at ${siteUrl}/connexion, and it is where we write to you.\n\n${sign.EN}\n`,
      };
}

export function emailLeftMail(locale: Locale, link: string, until: Date): Words {
  return locale === 'FR'
    ? {
        subject: 'L’adresse de votre compte a été changée',
        text: `Bonjour,\n\nVotre compte Premier Pas a désormais une autre adresse que celle-ci. Si c’est vous qui l’avez changée, il n’y a rien à faire.\n\nCe n’était pas vous\u202f? Jusqu’au ${day('FR', until)}, ce lien vous rend le compte\u202f: ${link}\n\nVous y choisirez un nouveau mot de passe, et tous les appareils seront déconnectés. Ne le donnez à personne.\n\n${sign.FR}\n`,
      }
    : {
        subject: 'The address of your account was changed',
        text: `Hello,\n\nYour Premier Pas account now has another address than this one. If it was you who changed it, there is nothing to do.\n\nIt was not you? Until ${day('EN', until)}, this link gives you the account back: ${link}\n\nYou will choose a new password there, and all devices will be signed out. Give it to nobody.\n\n${sign.EN}\n`,
      };
}

export function emailReturnedMail(locale: Locale): Words {
  return locale === 'FR'
    ? {
        subject: 'Cette adresse n’est plus celle d’un compte Premier Pas',
        text: `Bonjour,\n\nLe compte Premier Pas qui avait pris cette adresse a repris celle d’avant, par le lien que celle-ci avait reçu. Nous ne vous écrirons plus ici.\n\n${sign.FR}\n`,
      }
    : {
        subject: 'This address is no longer that of a Premier Pas account',
        text: `Hello,\n\nThe Premier Pas account that had taken this address is back at the one before, by the link that was sent there. We will not write to you here any more.\n\n${sign.EN}\n`,
      };
}
