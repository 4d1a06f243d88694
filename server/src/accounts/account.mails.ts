import type { Locale } from '../platform/graphql/context.js';

export interface Words {
  subject: string;
  text: string;
}

export const day = (locale: Locale, at: Date): string =>
  new Intl.DateTimeFormat(locale === 'FR' ? 'fr-FR' : 'en-GB', { dateStyle: 'long', timeZone: 'Europe/Paris' }).format(at);

export const sign = { FR: 'L’équipe de Premier Pas', EN: 'The Premier Pas team' };

export function signUpCodeMail(locale: Locale, code: string): Words {
  return locale === 'FR'
    ? {
        subject: `${code} est votre code Premier Pas`,
        text: `Bonjour,\n\nVotre code\u202f: ${code}\n\nIl est valable 10 minutes. Si vous n’avez pas demandé de compte, ignorez ce message\u202f: sans le code, il ne se passe rien.\n\n${sign.FR}\n`,
      }
    : {
        subject: `${code} is your Premier Pas code`,
        text: `Hello,\n\nYour code: ${code}\n\nIt is valid for 10 minutes. If you did not ask for an account, ignore this message: without the code, nothing happens.\n\n${sign.EN}\n`,
      };
}

export function alreadyMemberMail(locale: Locale, siteUrl: string): Words {
  return locale === 'FR'
    ? {
        subject: 'Vous avez déjà un compte Premier Pas',
        text: `Bonjour,\n\nQuelqu’un, sans doute vous, vient de demander un compte avec cette adresse. Vous en avez déjà un\u202f: connectez-vous sur ${siteUrl}/connexion, ou choisissez un nouveau mot de passe sur ${siteUrl}/mot-de-passe.\n\nSi ce n’était pas vous, rien n’a changé.\n\n${sign.FR}\n`,
      }
    : {
        subject: 'You already have a Premier Pas account',
        text: `Hello,\n\nSomeone, probably you, has just asked for an account with this address. You already have one: sign in at ${siteUrl}/connexion, or choose a new password at ${siteUrl}/mot-de-passe.\n\nIf it was not you, nothing has changed.\n\n${sign.EN}\n`,
      };
}

export function resetCodeMail(locale: Locale, code: string): Words {
  return locale === 'FR'
    ? {
        subject: `${code} est votre code pour un nouveau mot de passe`,
        text: `Bonjour,\n\nVotre code\u202f: ${code}\n\nIl est valable 10 minutes. Si vous n’avez rien demandé, ignorez ce message\u202f: votre mot de passe reste le même.\n\n${sign.FR}\n`,
      }
    : {
        subject: `${code} is your code for a new password`,
        text: `Hello,\n\nYour code: ${code}\n\nIt is valid for 10 minutes. If you did not ask for it, ignore this message: your password stays the same.\n\n${sign.EN}\n`,
      };
}

export function passwordChangedMail(locale: Locale, siteUrl: string): Words {
  return locale === 'FR'
    ? {
        subject: 'Votre mot de passe a été changé',
        text: `Bonjour,\n\nVotre mot de passe vient d’être changé, et tous vos appareils ont été déconnectés. Si ce n’était pas vous, choisissez-en un autre tout de suite\u202f: ${siteUrl}/mot-de-passe.\n\n${sign.FR}\n`,
      }
    : {
        subject: 'Your password was changed',
        text: `Hello,\n\nYour password has just been changed, and all your devices were signed out. If it was not you, choose another one right away: ${siteUrl}/mot-de-passe.\n\n${sign.EN}\n`,
      };
}

export function deviceSignedOutMail(locale: Locale, device: string, siteUrl: string): Words {
  return locale === 'FR'
    ? {
        subject: 'Nous avons déconnecté un de vos appareils',
        text: `Bonjour,\n\nUne ancienne clé de votre appareil «\u00a0${device}\u00a0» vient de resservir. C’est parfois une simple sauvegarde restaurée, mais quelqu’un peut aussi l’avoir copiée. Par précaution, nous avons déconnecté cet appareil\u202f; les autres restent connectés.\n\nSi c’était vous, reconnectez-vous sur ${siteUrl}/connexion. En cas de doute, choisissez un nouveau mot de passe sur ${siteUrl}/mot-de-passe\u202f: tous vos appareils seront alors déconnectés.\n\n${sign.FR}\n`,
      }
    : {
        subject: 'We signed out one of your devices',
        text: `Hello,\n\nAn old key of your device “${device}” has just been used again. Sometimes that is only a restored backup, but someone may also have copied it. To be safe we signed this device out; the others stay signed in.\n\nIf it was you, sign in again at ${siteUrl}/connexion. If in doubt, choose a new password at ${siteUrl}/mot-de-passe: all your devices will then be signed out.\n\n${sign.EN}\n`,
      };
}

export function leavingMail(locale: Locale, eraseAt: Date, siteUrl: string): Words {
  return locale === 'FR'
    ? {
        subject: 'Votre compte sera effacé',
        text: `Bonjour,\n\nVous avez demandé la suppression de votre compte. Plus personne ne vous voit, vos appareils sont déconnectés, et un abonnement en cours ne sera plus renouvelé. Le ${day(locale, eraseAt)}, tout sera effacé\u202f; nous vous écrirons alors une dernière fois pour vous dire quoi.\n\nVous changez d’avis, ou ce n’était pas vous\u202f? Jusque-là, il suffit de vous connecter sur ${siteUrl}/connexion, ou de choisir un nouveau mot de passe sur ${siteUrl}/mot-de-passe.\n\n${sign.FR}\n`,
      }
    : {
        subject: 'Your account will be erased',
        text: `Hello,\n\nYou asked for your account to be deleted. Nobody sees you any more, your devices are signed out, and a membership will not renew. On ${day(locale, eraseAt)} everything will be erased; we will then write one last time to tell you what.\n\nChanged your mind, or it was not you? Until then just sign in at ${siteUrl}/connexion, or choose a new password at ${siteUrl}/mot-de-passe.\n\n${sign.EN}\n`,
      };
}
