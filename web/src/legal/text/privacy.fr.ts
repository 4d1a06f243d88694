import type { LegalWriter } from '../legal-text';

export const privacyFr: LegalWriter = ({ name, dpo, host }) => ({
  intro:
    'Un service de rencontre connaît de vous des choses intimes. Cette page dit lesquelles, pourquoi, pour combien de temps, qui les voit, et comment les reprendre.',
  sections: [
    {
      id: 'responsable',
      title: '1. Qui est responsable',
      blocks: [
        `Le responsable du traitement est ${name} ; la page <imprint> donne son identité complète. Pour toute question sur vos données ou pour exercer vos droits : ${dpo}.`,
      ],
    },
    {
      id: 'donnees',
      title: '2. Les données que nous traitons',
      blocks: [
        [
          'Votre compte : adresse e-mail, mot de passe (sous une forme chiffrée à sens unique), date de naissance, femme ou homme, langue, et chaque consentement donné ou retiré, avec sa version et sa date.',
          'Votre profil : nom d’usage, ville, portrait illustré, photos et films, présentation, goûts. Votre âge est calculé ; votre date de naissance n’est jamais montrée.',
          'Ce que vous écrivez et envoyez : annonces, premiers pas, messages, photos et films, signalements.',
          'Ce qui se passe sur le service : conversations ouvertes et fermées, messages lus, annonces aimées, blocages, jour de dernière activité, nombre de lectures d’un profil et d’une annonce par jour (jamais par qui).',
          'Votre numéro de téléphone, si vous le vérifiez : nous n’en gardons qu’une empreinte illisible et ses deux derniers chiffres.',
          'Les personnes que vous ne voulez pas rencontrer, si vous nous donnez leur adresse ou leur numéro : une empreinte illisible, jamais la valeur.',
          'Votre abonnement : formule, état, dates, identifiants chez Stripe. Votre carte n’est connue que de Stripe ; nous en gardons une empreinte, qui permet de la reconnaître.',
          'Données techniques : appareils connectés et appareils à prévenir, adresse IP, journaux de sécurité et d’erreurs.',
        ],
        'Les métadonnées de vos photos et films (lieu, appareil, heure) sont effacées dès leur arrivée, et les originaux avec elles.',
        'S’inscrire comme femme ou comme homme sur ce service, et ce que l’on y écrit, peuvent révéler votre orientation sexuelle ou votre vie intime. L’article 9 du RGPD protège ces données : nous ne les traitons qu’avec votre consentement explicite, donné à part, que vous retirez d’un geste. La page <consent> dit ce qu’il couvre.',
      ],
    },
    {
      id: 'finalites',
      title: '3. Pourquoi, et sur quelle base',
      blocks: [
        {
          head: ['Pour', 'Base légale'],
          rows: [
            [
              'Tenir votre compte, montrer votre profil à qui de droit, acheminer vos messages',
              'Contrat (article 6.1.b du RGPD) et consentement explicite (9.2.a)',
            ],
            ['Vous prévenir de ce qui vous attend', 'Contrat ; vous réglez de quoi, et quand'],
            ['Nommer une femme dans la notification de l’homme à qui elle écrit', 'Son consentement (6.1.a), non accordé au départ'],
            ['Vérifier l’âge, l’adresse et le numéro, prévenir la fraude et les abus', 'Intérêt légitime (6.1.f) : la sécurité de tous'],
            ['Reconnaître un compte exclu qui revient', 'Intérêt légitime (6.1.f) ; une personne décide toujours'],
            ['Traiter les signalements, motiver et réexaminer les décisions', 'Obligation légale (6.1.c) : règlement (UE) 2022/2065'],
            ['Encaisser l’abonnement, tenir la comptabilité', 'Contrat et obligation légale'],
            ['Vous écrire au sujet de votre compte : codes, sécurité, échéances, décisions', 'Contrat'],
          ],
        },
        'Nous ne faisons ni publicité, ni lettre d’information, ni vente de données. L’ordre des profils tient à l’activité et au hasard du jour : aucun profilage ne décide à votre place, et aucune décision qui vous touche n’est prise par une machine seule.',
      ],
    },
    {
      id: 'visibilite',
      title: '4. Qui voit quoi sur le service',
      blocks: [
        'Le profil et les annonces d’un homme sont visibles des femmes abonnées. Le profil d’une femme n’est visible que de l’homme avec qui elle a une conversation ouverte. Les messages ne sont visibles que des deux personnes qui se parlent ; un modérateur ne voit que ce qui lui est signalé, et sa consultation est consignée. Votre adresse e-mail et votre numéro ne sont montrés à personne.',
      ],
    },
    {
      id: 'destinataires',
      title: '5. À qui les données sont confiées',
      blocks: [
        {
          head: ['Qui', 'Ce qu’il reçoit'],
          rows: [
            [`Hébergement et stockage : ${host}`, 'Les serveurs, les photos et films, les sauvegardes chiffrées'],
            ['Envoi d’e-mails', 'Votre adresse et le contenu des messages de service, jamais celui de vos conversations'],
            ['Envoi de SMS (Twilio)', 'Le numéro que vous vérifiez et un code à six chiffres, rien d’autre'],
            ['Stripe (paiement)', 'Votre adresse e-mail, la formule, et les données de carte que vous lui donnez directement'],
            [
              'Votre navigateur : le service Web Push de Mozilla, Google, Apple ou Microsoft',
              'Qu’une notification part vers cet appareil. Son contenu est chiffré de bout en bout jusqu’à lui',
            ],
            [
              'L’application Android : Firebase Cloud Messaging (Google)',
              'Qu’une notification part vers cet appareil, de quelle sorte, et un numéro de conversation. Ni nom, ni mots, ni photos',
            ],
            ['Les autorités', 'Ce que la loi nous oblige à leur remettre, dans la limite de leur demande'],
          ],
        },
        'Une notification ne contient jamais vos mots ni vos photos. Stripe, Google, Apple, Microsoft et Mozilla peuvent traiter ces données hors de l’Union européenne, sous le cadre de protection des données UE–États-Unis ou des clauses contractuelles types. Nous ne faisons pas d’autre transfert hors de l’Union.',
      ],
    },
    {
      id: 'durees',
      title: '6. Combien de temps',
      blocks: [
        {
          head: ['Données', 'Durée'],
          rows: [
            ['Compte, profil, photos, films, annonces', 'Tant que le compte existe, puis quatorze jours : le temps de changer d’avis'],
            ['Messages écrits', 'Tant que l’un des deux comptes existe ; ceux d’une personne effacée restent chez l’autre, sans son nom'],
            ['Photos et films envoyés dans une conversation', 'Tant que le compte de qui les a envoyés existe'],
            ['Consentements', 'Tant que le compte existe'],
            ['Inscription non confirmée', 'Un jour'],
            ['Adresse que vous avez quittée pour une autre', 'Sept jours, le temps qu’elle puisse reprendre le compte'],
            ['Codes envoyés par e-mail ou SMS', 'Dix minutes'],
            ['Sessions et appareils à prévenir', 'Jusqu’à la déconnexion, ou soixante jours sans usage'],
            ['Copie de vos données', 'Sept jours après sa préparation'],
            ['Preuves jointes à un signalement', 'Six mois après la décision, le temps du recours'],
            ['Signalements, décisions, contestations', 'Un an après la décision ; une exclusion, aussi longtemps qu’elle dure'],
            [
              'Empreintes de l’adresse, du numéro vérifié et de la carte d’un compte exclu',
              'Trois ans après l’exclusion, même si le compte est effacé',
            ],
            ['Empreintes des premiers mots et des annonces, contre les envois en masse', 'Une semaine au plus'],
            ['Factures', 'Dix ans, chez Stripe : code de commerce, article L. 123-22'],
            ['Journaux techniques', 'Douze mois au plus'],
            ['Sauvegardes chiffrées', 'Trente jours au plus'],
          ],
        },
      ],
    },
    {
      id: 'cookies',
      title: '7. Cookies et stockage sur votre appareil',
      blocks: [
        'Trois cookies, strictement nécessaires, déposés quand vous vous connectez : le premier garde votre session, le deuxième montre vos photos à vous seul, le troisième, qui reste un an, reconnaît cet appareil pour que personne ne vous empêche d’y entrer en essayant de deviner votre mot de passe. Aucun script ne les lit, et ils ne sont envoyés qu’à notre site. Votre navigateur retient aussi, sur votre appareil seulement, la langue, le thème, et ce que vous êtes en train d’écrire ou d’envoyer ; cela s’efface à la déconnexion. Pas de mesure d’audience, pas de traceur, aucune requête vers un autre site que le nôtre et son stockage : il n’y a donc rien à accepter ni à refuser.',
      ],
    },
    {
      id: 'securite',
      title: '8. Comment nous les protégeons',
      blocks: [
        'Échanges chiffrés, mots de passe hachés avec un secret gardé à part, accès limité et consigné, journal d’audit scellé, droits de lecture vérifiés à chaque réponse par le serveur. Si une violation présentait un risque élevé pour vous, nous vous préviendrions sans attendre, ainsi que la CNIL dans les 72 heures.',
      ],
    },
    {
      id: 'droits',
      title: '9. Vos droits',
      blocks: [
        'Vous exercez la plupart de vos droits vous-même, sans écrire à personne :',
        [
          'copie de toutes vos données, lisible par vous et par une machine : dans votre compte, sous « Mes données » ;',
          'rectification : dans votre profil, et votre adresse dans votre compte ;',
          'effacement : dans votre compte ; la page <deletion> dit ce qui part et ce qui reste ;',
          'consentements, leur historique et leur retrait : dans votre compte, sous « Mes consentements » ; le retrait est sans effet sur ce qui a été fait avant.',
        ],
        `Vous pouvez aussi vous opposer à un traitement fondé sur l’intérêt légitime, en demander la limitation, et donner des directives sur le sort de vos données après votre mort. Écrivez à ${dpo} depuis l’adresse de votre compte : nous répondons dans le mois, sans frais. Si la réponse ne vous convient pas, vous pouvez saisir la Commission nationale de l’informatique et des libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr.`,
      ],
    },
    {
      id: 'mineurs',
      title: '10. Les mineurs',
      blocks: [
        'Le service est interdit aux moins de 18 ans. Les données d’une personne mineure sont effacées dès que nous apprenons son âge, hors ce que la loi nous oblige à garder ou à transmettre.',
      ],
    },
    {
      id: 'changements',
      title: '11. Si cette page change',
      blocks: [
        'Une nouvelle version porte une nouvelle date. À votre visite suivante, nous vous disons ce qui change et vous demandons de nouveau votre consentement.',
      ],
    },
  ],
});
