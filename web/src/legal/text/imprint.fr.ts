import type { LegalWriter } from '../legal-text';

export const imprintFr: LegalWriter = ({ name, form, address, siren, director, host, contact, dpo, mediator }) => ({
  intro: 'Qui édite Premier Pas, qui l’héberge, et à qui écrire.',
  sections: [
    {
      id: 'editeur',
      title: '1. L’éditeur',
      blocks: [
        {
          head: ['', ''],
          rows: [
            ['Nom', name],
            ['Forme', form],
            ['Adresse', address],
            ['SIREN', siren],
            ['Directeur ou directrice de la publication', director],
            ['Contact', contact],
          ],
        },
      ],
    },
    { id: 'hebergeur', title: '2. L’hébergeur', blocks: [`${host}.`] },
    {
      id: 'donnees',
      title: '3. Données personnelles',
      blocks: [`Pour vos données : ${dpo}. La page <privacy> dit ce que nous en faisons, la page <consent> ce à quoi vous consentez.`],
    },
    {
      id: 'signaler',
      title: '4. Signaler un contenu illicite',
      blocks: [
        `Chaque profil, annonce, photo et message porte un bouton « Signaler ». Hors du service, écrivez à ${contact}, point de contact unique pour les autorités et le public au titre des articles 11 et 12 du règlement (UE) 2022/2065, en français ou en anglais.`,
      ],
    },
    {
      id: 'mediation',
      title: '5. Médiation de la consommation',
      blocks: [`Après une réclamation écrite restée sans solution, vous pouvez saisir gratuitement : ${mediator}.`],
    },
    {
      id: 'propriete',
      title: '6. Ce qui est à qui',
      blocks: [
        'Ce que publient les membres est à eux. Les portraits illustrés sont des Notionists de Zoish (CC0). Les communes viennent des données ouvertes de l’État (Licence Ouverte). Les caractères sont Fraunces et Instrument Sans (OFL).',
      ],
    },
  ],
});
