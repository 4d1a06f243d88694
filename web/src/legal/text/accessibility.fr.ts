import type { LegalWriter } from '../legal-text';

export const accessibilityFr: LegalWriter = ({ name, contact }) => ({
  intro: `${name} s’attache à rendre Premier Pas utilisable par toutes et tous, sur le site et dans l’application Android. Cette déclaration dit où nous en sommes vraiment.`,
  sections: [
    {
      id: 'etat',
      title: '1. État de conformité',
      blocks: [
        'Aucun audit complet du RGAA 4.1 n’a encore été mené par un tiers. En l’absence d’audit, la déclaration réglementaire est : non conforme. Ce qui suit est ce que nous vérifions nous-mêmes, à chaque version.',
      ],
    },
    {
      id: 'verifie',
      title: '2. Ce que nous vérifions à chaque version',
      blocks: [
        [
          'les critères automatisables des WCAG 2.0 à 2.2, niveaux A et AA, sur chaque écran, de jour comme de nuit (axe-core, dans Chromium) ;',
          'les contrastes des deux thèmes ;',
          'les parcours principaux au clavier seul, avec un repère visible de la position ;',
          'l’affichage sans défilement horizontal jusqu’à 320 pixels de large ;',
          'l’annonce des erreurs, des chargements et des nouveaux messages aux lecteurs d’écran ;',
          'l’absence d’animation quand le système demande de les réduire.',
        ],
      ],
    },
    {
      id: 'limites',
      title: '3. Ce qui n’est pas accessible',
      blocks: [
        [
          'les photos et films des membres : leur description dépend de qui les publie, et peut manquer ;',
          'les films n’ont ni sous-titres, ni audiodescription, ni transcription ;',
          'les essais avec des lecteurs d’écran (NVDA, VoiceOver, TalkBack) par des personnes qui s’en servent chaque jour n’ont pas encore eu lieu ;',
          'les pages de paiement sont celles de Stripe, qui en répond.',
        ],
      ],
    },
    {
      id: 'technologies',
      title: '4. Technologies et environnement d’essai',
      blocks: [
        'HTML, CSS, SVG, WAI-ARIA et JavaScript, sans lequel le site ne fonctionne pas. Essais dans Chromium, aux tailles d’un ordinateur et d’un téléphone, et dans l’application Android.',
      ],
    },
    {
      id: 'contact',
      title: '5. Nous signaler un obstacle',
      blocks: [
        `Quelque chose vous arrête ? Écrivez à ${contact} : dites sur quelle page, et avec quel outil. Nous répondons sous deux semaines, et vous donnons l’information ou vous faisons la démarche autrement en attendant.`,
      ],
    },
    {
      id: 'recours',
      title: '6. Voies de recours',
      blocks: [
        'Sans réponse satisfaisante, vous pouvez écrire au Défenseur des droits (www.defenseurdesdroits.fr ; Libre réponse 71120, 75342 Paris Cedex 07, sans timbre), ou joindre son délégué dans votre région.',
      ],
    },
  ],
});
