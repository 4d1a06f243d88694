import type { LegalWriter } from '../legal-text';

export const termsFr: LegalWriter = ({ name, contact, mediator }) => ({
  intro: `Ces conditions disent ce que Premier Pas vous doit, ce que vous devez aux autres, et ce qui se passe quand quelque chose tourne mal. Elles sont écrites pour être lues ; si une phrase vous semble obscure, écrivez-nous : ${contact}.`,
  sections: [
    {
      id: 'objet',
      title: '1. Ce qu’est Premier Pas',
      blocks: [
        'Premier Pas est un service de rencontre en ligne, ci-après « le service ». Des hommes y publient un profil et de courtes annonces. Des femmes abonnées les consultent et peuvent ouvrir une conversation privée. Seule une femme peut faire ce premier pas : il n’existe aucun moyen, gratuit ou payant, d’ouvrir une conversation avec une femme à sa place.',
        `Le service est fourni par ${name}, ci-après « nous » ; la page <imprint> dit qui nous sommes. Créer un compte suppose d’accepter ces conditions dans la version indiquée en haut de la page. Nous conservons chaque version que vous avez acceptée et la date de votre accord ; vous les retrouvez dans votre compte, sous « Mes consentements ».`,
      ],
    },
    {
      id: 'inscription',
      title: '2. Qui peut s’inscrire',
      blocks: [
        'L’inscription est réservée aux personnes de 18 ans révolus, qui agissent pour elles-mêmes et à des fins privées. La date de naissance est demandée à l’inscription ; un compte ouvert par une personne mineure est fermé dès que nous l’apprenons.',
        [
          'un seul compte par personne, à une adresse e-mail que vous consultez vous-même ;',
          'un compte de femme ou d’homme, choisi à l’inscription : ce choix décide de ce que le service montre et permet, et ne se modifie pas ensuite ;',
          'une adresse confirmée par le code que nous y envoyons : tant qu’elle ne l’est pas, le compte ne peut rien faire et n’est vu de personne ;',
          'pas de compte après une exclusion définitive, sauf accord écrit de notre part.',
        ],
        'Vous êtes responsable de votre mot de passe et de ce qui est fait depuis votre compte. Si vous pensez que quelqu’un d’autre y accède, changez de mot de passe et déconnectez tous vos appareils depuis votre compte.',
      ],
    },
    {
      id: 'premier-pas',
      title: '3. Le premier pas et la conversation',
      blocks: [
        'Une femme dont l’abonnement est en cours peut ouvrir une conversation avec un homme dont elle voit le profil. La conversation est ouverte aussitôt ; elle peut y joindre un premier message et citer une annonce. Une même paire n’a qu’une conversation. Les photos et films qu’il voudrait y envoyer ne passent que si elle le permet, conversation par conversation.',
        'Chacun peut fermer la conversation à tout moment. Celui ou celle qui l’a fermée peut la rouvrir. Une femme qui n’est plus abonnée continue de lire ses conversations, mais ne peut plus y écrire tant qu’elle n’a pas d’abonnement en cours.',
      ],
    },
    {
      id: 'visibilite',
      title: '4. Qui voit quoi',
      blocks: [
        'Le profil et les annonces d’un homme sont visibles des femmes abonnées, dès que son profil contient le minimum nécessaire. Le profil d’une femme n’est visible d’aucun homme, sauf de celui avec qui elle a une conversation ouverte, et seulement tant qu’elle l’est. En dehors d’une conversation ouverte, un homme ne peut pas savoir qu’une femme est inscrite.',
        'La dernière activité d’un homme est indiquée par périodes (aujourd’hui, cette semaine, ce mois-ci), jamais à l’heure près. Bloquer une personne ferme la conversation et vous rend invisibles l’un pour l’autre, immédiatement et sur tous les appareils.',
      ],
    },
    {
      id: 'conduite',
      title: '5. Ce que nous attendons de vous',
      blocks: [
        'Soyez la personne que vous dites être, et traitez les autres comme des personnes. Sont interdits, dans les profils, les annonces et les messages :',
        [
          'le harcèlement, les menaces, l’insistance après un refus ;',
          'la haine ou la discrimination, notamment en raison de l’origine, de la religion, du handicap, du genre ou de l’orientation sexuelle ;',
          'les contenus sexuels non sollicités et tout contenu mettant en cause une personne mineure ;',
          'l’usurpation d’identité, les faux profils, l’utilisation de l’image d’autrui sans son accord ;',
          'les demandes d’argent, les arnaques, la prostitution, la publicité et la revente ;',
          'la diffusion hors du service de ce que quelqu’un vous y a confié ;',
          'l’extraction automatisée de profils et tout ce qui gêne le fonctionnement du service ; qui trouve une faille nous le dit d’abord.',
        ],
        'Un profil et une annonce sont vus de personnes qui ne vous connaissent pas : ni nudité, ni acte sexuel, même suggéré. Dans une conversation, ce qui est intime ne s’envoie qu’entre adultes qui l’ont voulu l’un et l’autre. Un faux profil est celui d’une personne qui n’existe pas, qui n’est pas vous, ou que vous présentez autrement que vous n’êtes ; les images fabriquées par une machine y comptent comme celles d’autrui.',
        'Tout ce qui met en cause une personne mineure est retiré, conservé comme preuve et transmis aux autorités.',
        'Ce que vous publiez reste à vous. Vous nous autorisez seulement à l’héberger et à le montrer aux personnes auxquelles ces conditions le destinent, aussi longtemps que vous le laissez en ligne.',
      ],
    },
    {
      id: 'abonnement',
      title: '6. L’abonnement',
      blocks: [
        'L’inscription est gratuite. Pour les hommes, l’utilisation du service l’est aussi. Pour les femmes, parcourir les profils, faire un premier pas et écrire demandent un abonnement. Les formules, leur durée et leur prix toutes taxes comprises sont affichés avant tout paiement. Le paiement est effectué chez Stripe : nous ne recevons ni ne conservons votre numéro de carte.',
        'L’abonnement se renouvelle à chaque échéance, pour la même durée et au prix alors en vigueur, jusqu’à ce que vous y mettiez fin. Avant l’échéance d’une formule de plus d’un mois, nous vous rappelons par e-mail la date limite pour y renoncer, comme le prévoit l’article L. 215-1 du code de la consommation. Une hausse de prix ne s’applique pas sans que vous en soyez informée au moins trente jours avant l’échéance.',
        'Vous résiliez en ligne, depuis votre compte, à tout moment et sans motif. L’accès dure alors jusqu’à la fin de la période payée, qui n’est pas remboursée sauf dans les cas prévus par la loi ou au point 7. Si un paiement échoue, l’accès est maintenu sept jours à compter du début de la période impayée, puis suspendu jusqu’au paiement.',
      ],
    },
    {
      id: 'retractation',
      title: '7. Le droit de rétractation',
      blocks: [
        `Vous disposez de quatorze jours à compter de la souscription pour vous rétracter, sans donner de motif, par un message sans ambiguïté à ${contact}. Vous pouvez utiliser la formule suivante : « Je vous notifie ma rétractation de l’abonnement souscrit le (date) avec l’adresse e-mail (adresse). »`,
        'Comme vous demandez que l’accès s’ouvre dès le paiement, une rétractation dans ce délai donne lieu au remboursement du prix, diminué de la part correspondant aux jours déjà écoulés. Le remboursement est fait par le moyen de paiement utilisé, dans les quatorze jours.',
      ],
    },
    {
      id: 'moderation',
      title: '8. Modération, motifs et recours',
      blocks: [
        'Chaque profil, annonce, photo et message peut être signalé. Un signalement est lu par une personne. Nous ne lisons pas les conversations en dehors des contenus signalés ; chaque consultation par un modérateur est consignée.',
        'Selon la gravité et ce qui a précédé, une décision est :',
        [
          'un avertissement ;',
          'le retrait de ce qui contrevient aux règles ;',
          'une suspension d’un jour, de trois jours, d’une semaine ou de trente jours ;',
          'la fermeture définitive du compte.',
        ],
        'Toute décision qui vous touche vous est envoyée par e-mail et se lit dans votre compte, avec son exposé des motifs : les faits, la règle de ces conditions sur laquelle elle se fonde, l’usage éventuel de moyens automatisés, sa durée et les voies de recours. Un avertissement compte pendant douze mois.',
        'Vous pouvez contester gratuitement une décision pendant six mois, depuis votre compte, même suspendu. La contestation est examinée par une autre personne que celle qui a décidé, qui vous répond par écrit ; les jours d’abonnement perdus par une erreur de notre part vous sont rendus. Vous pouvez aussi saisir un organe de règlement extrajudiciaire certifié au titre du règlement (UE) 2022/2065 sur les services numériques, ou le juge. L’auteur d’un signalement est lui aussi informé de la suite donnée. Qui signale pour nuire voit ses signalements limités.',
        'Une personne exclue qui se réinscrit, ou dont l’adresse, le numéro vérifié ou la carte correspondent à un compte exclu, est signalée à nos modérateurs, qui décident ; aucune machine n’exclut seule.',
      ],
    },
    {
      id: 'securite',
      title: '9. Votre sécurité',
      blocks: [
        'Nous ne vérifions pas les antécédents des personnes inscrites. Pour une première rencontre, choisissez un lieu public, prévenez un proche et n’envoyez jamais d’argent. En cas de danger, appelez le 17 ou le 112 ; par SMS, le 114. Les violences faites aux femmes peuvent être signalées au 3919, appel gratuit et anonyme.',
      ],
    },
    {
      id: 'fin',
      title: '10. Mettre fin à votre compte',
      blocks: [
        'Vous supprimez votre compte vous-même, à tout moment ; la page <deletion> dit comment, et ce qui reste. Un abonnement en cours n’est alors plus renouvelé. Nous pouvons fermer un compte en cas de manquement à ces conditions, selon le point 8, ou si le service s’arrête, avec un préavis de deux mois et le remboursement de la période payée et non servie.',
      ],
    },
    {
      id: 'responsabilite',
      title: '11. Ce dont nous répondons',
      blocks: [
        'Nous devons faire fonctionner le service avec soin, sans pouvoir garantir une disponibilité permanente ni l’issue d’une rencontre. Nous répondons des dommages causés par nos fautes, dans les conditions du droit commun. En qualité d’hébergeur, nous agissons promptement contre un contenu illicite qui nous est signalé. Rien ici ne limite les droits que la loi donne aux consommateurs, dont la garantie légale de conformité des services numériques.',
      ],
    },
    {
      id: 'changements',
      title: '12. Si ces conditions changent',
      blocks: [
        'Une nouvelle version porte une nouvelle date. À votre visite suivante, nous vous disons ce qui change et vous demandons votre accord. Sans lui, vous gardez l’accès à la copie de vos données, à la gestion de votre abonnement et à la suppression de votre compte ; la période payée et non servie vous est alors remboursée sur demande.',
      ],
    },
    {
      id: 'litiges',
      title: '13. Droit applicable et litiges',
      blocks: [
        `Ces conditions relèvent du droit français. Écrivez-nous d’abord, à ${contact} : la plupart des désaccords se règlent ainsi. À défaut, une consommatrice ou un consommateur peut recourir gratuitement au médiateur de la consommation dont nous relevons, ${mediator}, ou saisir le tribunal du lieu où il demeure. La version française de ces conditions fait foi.`,
      ],
    },
  ],
});
