import type { LegalWriter } from '../legal-text';

export const imprintEn: LegalWriter = ({ name, form, address, siren, director, host, contact, dpo, mediator }) => ({
  intro: 'Who publishes Premier Pas, who hosts it, and whom to write to.',
  sections: [
    {
      id: 'editeur',
      title: '1. The publisher',
      blocks: [
        {
          head: ['', ''],
          rows: [
            ['Name', name],
            ['Form', form],
            ['Address', address],
            ['SIREN', siren],
            ['Responsible for publication', director],
            ['Contact', contact],
          ],
        },
      ],
    },
    { id: 'hebergeur', title: '2. The host', blocks: [`${host}.`] },
    {
      id: 'donnees',
      title: '3. Personal data',
      blocks: [`About your data: ${dpo}. The page <privacy> says what we do with it, the page <consent> what you consent to.`],
    },
    {
      id: 'signaler',
      title: '4. Reporting unlawful content',
      blocks: [
        `Every profile, ad, photo and message bears a “Report” button. From outside the service, write to ${contact}, single point of contact for authorities and the public under articles 11 and 12 of Regulation (EU) 2022/2065, in French or in English.`,
      ],
    },
    {
      id: 'mediation',
      title: '5. Consumer mediation',
      blocks: [`After a written complaint that found no solution, you may turn free of charge to: ${mediator}.`],
    },
    {
      id: 'propriete',
      title: '6. What belongs to whom',
      blocks: [
        'What members publish is theirs. The illustrated portraits are Notionists by Zoish (CC0). Towns come from the open data of the French State (Licence Ouverte). The typefaces are Fraunces and Instrument Sans (OFL).',
      ],
    },
  ],
});
