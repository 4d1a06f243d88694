import type { Change } from '../use-changes';

export const changesFr: readonly Change[] = [
  {
    title: 'Votre consentement se voit et se reprend',
    text: 'Ce que ce service peut révéler de vous (votre orientation sexuelle, votre vie intime) demande un accord à part. Une page de votre compte dit à quoi vous avez consenti et quand, et permet de le retirer aussi simplement.',
  },
  {
    title: 'Vous prenez et effacez vos données vous-même',
    text: 'Copie complète et suppression se font depuis le compte. Un compte supprimé disparaît aussitôt pour les autres et s’efface quatorze jours plus tard ; jusque-là, il suffit de se connecter pour changer d’avis.',
  },
  {
    title: 'Ceux à qui vos données passent sont nommés',
    text: 'Notifications, SMS, paiement, hébergement, courrier : la page Confidentialité dit qui reçoit quoi, et jamais ce que vous vous écrivez.',
  },
  {
    title: 'Un compte exclu ne revient pas sous un autre nom',
    text: 'Après une exclusion définitive, nous gardons une empreinte illisible de l’adresse, du numéro vérifié et de la carte, trois ans au plus. Elle ne décide de rien : une personne de l’équipe regarde.',
  },
];
