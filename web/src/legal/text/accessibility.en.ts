import type { LegalWriter } from '../legal-text';

export const accessibilityEn: LegalWriter = ({ name, contact }) => ({
  intro: `${name} endeavours to make Premier Pas usable by everybody, on the site and in the Android app. This statement says where we really are.`,
  sections: [
    {
      id: 'etat',
      title: '1. State of conformance',
      blocks: [
        'No full audit against the French RGAA 4.1 has been made by a third party yet. Without an audit, the statement the rules provide for is: not conformant. What follows is what we check ourselves, with each version.',
      ],
    },
    {
      id: 'verifie',
      title: '2. What we check with each version',
      blocks: [
        [
          'the criteria of WCAG 2.0 to 2.2, levels A and AA, that a program can check, on every screen, by day and by night (axe-core, in Chromium);',
          'the contrasts of both themes;',
          'the main ways through the site with the keyboard alone, with a visible mark of where one is;',
          'display without sideways scrolling down to 320 pixels;',
          'errors, loading and new messages being told to screen readers;',
          'no motion where the system asks for less of it.',
        ],
      ],
    },
    {
      id: 'limites',
      title: '3. What is not accessible',
      blocks: [
        [
          'members’ photos and films: their description depends on whoever publishes them, and may be missing;',
          'films have no captions, no audio description, no transcript;',
          'trials with screen readers (NVDA, VoiceOver, TalkBack) by people who use them every day have not taken place yet;',
          'payment pages are those of Stripe, which answers for them.',
        ],
      ],
    },
    {
      id: 'technologies',
      title: '4. Technologies and where we try them',
      blocks: [
        'HTML, CSS, SVG, WAI-ARIA and JavaScript, without which the site does not work. Trials in Chromium, at the sizes of a computer and of a telephone, and in the Android app.',
      ],
    },
    {
      id: 'contact',
      title: '5. Telling us of an obstacle',
      blocks: [
        `Something stops you? Write to ${contact}: say on which page, and with which tool. We answer within two weeks, and give you the information or do it with you in another way meanwhile.`,
      ],
    },
    {
      id: 'recours',
      title: '6. If our answer is not enough',
      blocks: [
        'In France you may write to the Défenseur des droits (www.defenseurdesdroits.fr; Libre réponse 71120, 75342 Paris Cedex 07, no stamp needed), or reach its delegate in your region.',
      ],
    },
  ],
});
