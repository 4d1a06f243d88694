import type { LegalWriter } from '../legal-text';

export const deletionFr: LegalWriter = ({ contact }) => ({
  intro:
    'Vous supprimez votre compte Premier Pas vous-même, depuis le site ou l’application Android, sans avoir à nous demander ni à nous dire pourquoi.',
  sections: [
    {
      id: 'comment',
      title: '1. Comment faire',
      blocks: [
        [
          'connectez-vous, sur le site ou dans l’application ;',
          'ouvrez « Votre compte » (dans l’application : l’onglet « Moi » ou « Mon espace », puis « Compte ») ;',
          'tout en bas, touchez « Supprimer mon compte » ;',
          'saisissez votre mot de passe, et confirmez.',
        ],
        'Désinstaller l’application ne supprime pas le compte. Avant de partir, vous pouvez prendre une copie de vos données sur la même page.',
        `Vous ne pouvez plus vous connecter ? Choisissez un nouveau mot de passe depuis la page de connexion. Si l’adresse du compte n’est plus à vous, écrivez à ${contact} ; nous vous demanderons de quoi vous reconnaître, et supprimerons le compte dans le mois.`,
      ],
    },
    {
      id: 'quand',
      title: '2. Ce qui se passe, et quand',
      blocks: [
        {
          head: ['Quand', 'Quoi'],
          rows: [
            [
              'Aussitôt',
              'Plus personne ne vous voit. Tous vos appareils sont déconnectés. Un abonnement en cours ne sera plus renouvelé. Un e-mail vous le confirme.',
            ],
            ['Pendant quatorze jours', 'Il suffit de vous connecter pour changer d’avis : tout est encore là.'],
            ['Le quatorzième jour', 'Tout est effacé pour de bon. Un dernier e-mail vous dit quoi.'],
            ['Trente jours après au plus', 'Vos données quittent aussi les sauvegardes chiffrées.'],
          ],
        },
      ],
    },
    {
      id: 'efface',
      title: '3. Ce qui est effacé',
      blocks: [
        [
          'votre compte : adresse e-mail, mot de passe, date de naissance, numéro vérifié, consentements ;',
          'votre profil, vos photos et films (aussi ceux envoyés dans des conversations), vos annonces, vos goûts ;',
          'votre boîte de réception, vos blocages, vos mentions « j’aime », vos appareils, vos réglages ;',
          'votre fiche client et vos moyens de paiement chez Stripe ;',
          'ce que le journal de sécurité disait de vous.',
        ],
      ],
    },
    {
      id: 'reste',
      title: '4. Ce qui reste, et pourquoi',
      blocks: [
        {
          head: ['Quoi', 'Pourquoi', 'Combien de temps'],
          rows: [
            ['Vos messages écrits, sans votre nom', 'Ils appartiennent aussi à la personne qui les a reçus', 'Tant que son compte existe'],
            [
              'Les signalements et décisions qui vous concernent',
              'Obligation légale, protection des autres',
              'Un an ; les preuves, six mois',
            ],
            [
              'Si le compte était exclu : une empreinte illisible de l’adresse, du numéro et de la carte',
              'Reconnaître un compte exclu qui revient',
              'Trois ans',
            ],
            ['Les factures, chez Stripe', 'Code de commerce', 'Dix ans'],
          ],
        },
        'Pour effacer une partie de vos données sans supprimer le compte (une photo, une annonce, votre présentation, un appareil), faites-le à l’endroit où elle se trouve : l’effet est immédiat.',
      ],
    },
  ],
});
