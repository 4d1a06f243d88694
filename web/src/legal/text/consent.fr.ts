import type { LegalWriter } from '../legal-text';

export const consentFr: LegalWriter = ({ dpo }) => ({
  intro:
    'La loi protège à part ce qui touche à l’orientation sexuelle et à la vie intime. Cette page dit ce que votre consentement couvre, et comment le reprendre.',
  sections: [
    {
      id: 'pourquoi',
      title: '1. Pourquoi nous vous le demandons',
      blocks: [
        'Premier Pas fait se rencontrer des femmes et des hommes. Y avoir un compte, dire qui l’on est, choisir à qui l’on parle : tout cela peut révéler votre orientation sexuelle ou votre vie intime. L’article 9 du RGPD interdit de traiter ces données sans un consentement explicite. Il vous est demandé à l’inscription par une case à part, jamais cochée d’avance.',
      ],
    },
    {
      id: 'couvre',
      title: '2. Ce qu’il couvre',
      blocks: [
        [
          'le fait d’être inscrite ou inscrit ici, comme femme ou comme homme ;',
          'votre profil, vos photos, vos annonces, vos goûts, dans la mesure où ils en disent quelque chose ;',
          'vos conversations et ce que vous y envoyez ;',
          'les personnes que vous choisissez, aimez, bloquez ou signalez.',
        ],
        'Et pour un seul but : faire fonctionner ce service pour vous, et le garder sûr.',
      ],
    },
    {
      id: 'ne-couvre-pas',
      title: '3. Ce qu’il ne couvre pas',
      blocks: [
        'Aucune publicité, aucune mesure d’audience, aucune vente, aucun classement des personnes, aucun apprentissage par une machine. Nous ne vous demandons pas de consentir à cela, parce que nous ne le faisons pas.',
      ],
    },
    {
      id: 'retirer',
      title: '4. Le retirer',
      blocks: [
        'Dans votre compte, sous « Mes consentements » : un bouton, sans mot de passe ni question, aussi simple que la case de l’inscription. L’historique de ce que vous avez accepté et retiré y figure, avec les dates et les versions.',
        'Sans ce consentement, nous ne pouvons rien faire de votre compte. Le retirer vous rend donc invisible aussitôt, déconnecte vos appareils, arrête le renouvellement d’un abonnement, et conduit à l’effacement quatorze jours plus tard. D’ici là, vous pouvez vous connecter et le donner de nouveau. Ce qui a été fait avant le retrait reste licite.',
        `Vous ne parvenez plus à vous connecter ? Écrivez à ${dpo} depuis l’adresse de votre compte.`,
      ],
    },
    {
      id: 'autres',
      title: '5. Les autres accords',
      blocks: [
        'Un seul autre vous est demandé, et il est facultatif : une femme peut permettre que son prénom figure dans les notifications d’un homme avec qui elle parle. C’est non tant qu’elle n’a pas dit oui.',
        'Les notifications elles-mêmes se règlent sur votre appareil et dans votre compte. Les conditions générales sont un contrat, pas un consentement : y mettre fin, c’est supprimer votre compte (<deletion>).',
      ],
    },
  ],
});
