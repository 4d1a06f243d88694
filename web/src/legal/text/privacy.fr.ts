import type { LegalText } from '../legal-text';
import { publisher } from '../publisher';

export const privacyFr: LegalText = {
  version: '2026-11-23',
  intro:
    'Un service de rencontre connaît de vous des choses intimes. Cette page dit lesquelles, pourquoi, pour combien de temps, qui les voit, et comment les reprendre.',
  sections: [
    {
      id: 'responsable',
      title: '1. Qui est responsable',
      blocks: [
        `Le responsable du traitement est ${publisher.name}. Pour toute question sur vos données ou pour exercer vos droits : ${publisher.privacy}.`,
      ],
    },
    {
      id: 'donnees',
      title: '2. Les données que nous traitons',
      blocks: [
        [
          'Votre compte : adresse e-mail, mot de passe (sous une forme chiffrée à sens unique), date de naissance, femme ou homme, langue, version des conditions acceptées et date de votre accord.',
          'Votre profil : nom d’usage, ville, portrait illustré, présentation, goûts. Votre âge est calculé ; votre date de naissance n’est jamais montrée.',
          'Ce que vous écrivez : annonces, premiers pas, messages, signalements.',
          'Ce qui se passe sur le service : conversations ouvertes et fermées, messages lus, blocages, jour de dernière activité, nombre de lectures d’une annonce par jour.',
          'Votre abonnement : formule, état, dates, identifiants chez Stripe. Votre carte n’est connue que de Stripe.',
          'Données techniques : appareils connectés, adresse IP, journaux de sécurité et d’erreurs.',
        ],
        'S’inscrire comme femme ou comme homme sur ce service, et ce que l’on y écrit, peuvent révéler votre orientation sexuelle ou votre vie intime. Ces données sont protégées par l’article 9 du RGPD : nous ne les traitons qu’avec votre consentement explicite, donné à l’inscription et que vous pouvez retirer à tout moment en demandant la fermeture du compte.',
      ],
    },
    {
      id: 'finalites',
      title: '3. Pourquoi, et sur quelle base',
      blocks: [
        [
          'Tenir votre compte, montrer votre profil à qui de droit, acheminer vos messages : exécution du contrat (article 6.1.b) et consentement explicite (article 9.2.a).',
          'Vérifier l’âge et l’adresse, prévenir la fraude et les abus, protéger le service : intérêt légitime (article 6.1.f), celui de la sécurité de tous.',
          'Traiter les signalements, motiver et réexaminer les décisions : obligation légale (article 6.1.c), notamment le règlement sur les services numériques.',
          'Encaisser l’abonnement et tenir la comptabilité : exécution du contrat et obligation légale.',
          'Vous écrire au sujet de votre compte (codes, sécurité, échéances, décisions) : exécution du contrat.',
        ],
        'Nous ne faisons ni publicité ni vente de données. L’ordre des profils tient à l’activité et au hasard du jour : aucun profilage ne décide à votre place, et aucune décision qui vous touche n’est prise par une machine seule.',
      ],
    },
    {
      id: 'visibilite',
      title: '4. Qui voit quoi sur le service',
      blocks: [
        'Le profil et les annonces d’un homme sont visibles des femmes abonnées. Le profil d’une femme n’est visible que de l’homme avec qui elle a une conversation ouverte. Les messages ne sont visibles que des deux personnes qui se parlent ; un modérateur ne voit que ce qui lui est signalé, et sa consultation est consignée. Votre adresse e-mail n’est montrée à personne.',
      ],
    },
    {
      id: 'destinataires',
      title: '5. À qui les données sont confiées',
      blocks: [
        [
          'Stripe, pour le paiement : adresse e-mail, formule, données de carte que vous lui donnez directement.',
          `Notre hébergeur, qui garde les serveurs et leurs sauvegardes chiffrées, dans l’Union européenne : ${publisher.host}.`,
          'Notre prestataire d’envoi d’e-mails : votre adresse et le contenu des messages de service, jamais celui de vos conversations.',
          'Les autorités, lorsque la loi nous y oblige et dans la limite de leur demande.',
        ],
        'Stripe peut traiter des données hors de l’Union européenne, sous le cadre de protection des données UE–États-Unis ou des clauses contractuelles types. Nous ne faisons pas d’autre transfert hors de l’Union.',
      ],
    },
    {
      id: 'durees',
      title: '6. Combien de temps',
      blocks: [
        [
          'Compte et profil : tant que le compte existe. À la suppression, ils sont effacés sous un mois.',
          'Messages : tant que l’un des deux comptes existe ; ceux d’une personne effacée n’indiquent plus de qui ils viennent.',
          'Codes envoyés par e-mail : dix minutes. Sessions : jusqu’à la déconnexion ou leur expiration.',
          'Signalements et sanctions : un an après leur clôture, six mois au moins après une décision pour permettre le recours ; une exclusion définitive est gardée aussi longtemps qu’elle dure, réduite à ce qui permet de la faire respecter.',
          'Pièces comptables : dix ans, comme l’impose le code de commerce.',
          'Journaux techniques : douze mois au plus. Sauvegardes : trente jours au plus.',
        ],
        'Un compte inutilisé depuis deux ans est effacé après un e-mail d’avertissement.',
      ],
    },
    {
      id: 'cookies',
      title: '7. Cookies et stockage sur votre appareil',
      blocks: [
        'Un seul cookie, strictement nécessaire : il garde votre session ouverte, n’est lisible par aucun script et n’est envoyé qu’à notre site. Votre navigateur retient aussi, sur votre appareil seulement, la langue, le thème et les textes que vous êtes en train d’écrire ; ces derniers sont effacés à la déconnexion. Pas de mesure d’audience par un tiers, pas de traceur publicitaire : il n’y a donc rien à accepter ni à refuser.',
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
        'Vous pouvez à tout moment demander :',
        [
          'l’accès à vos données et leur copie dans un format lisible par une machine ;',
          'leur rectification, que vous pouvez le plus souvent faire vous-même dans votre profil ;',
          'leur effacement, ou la limitation de leur usage ;',
          'de vous opposer à un traitement fondé sur l’intérêt légitime ;',
          'de retirer votre consentement, sans effet sur ce qui a été fait avant ;',
          'de donner des directives sur le sort de vos données après votre mort.',
        ],
        `Écrivez à ${publisher.privacy} depuis l’adresse de votre compte. Nous répondons dans le mois, sans frais. Si la réponse ne vous convient pas, vous pouvez saisir la Commission nationale de l’informatique et des libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr.`,
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
        'Une nouvelle version porte une nouvelle date. Un changement important vous est annoncé par e-mail avant de s’appliquer, et votre accord vous est demandé à nouveau s’il porte sur ce à quoi vous avez consenti.',
      ],
    },
  ],
};
