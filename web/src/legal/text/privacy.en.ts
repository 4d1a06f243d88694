import type { LegalText } from '../legal-text';
import { publisher } from '../publisher';

export const privacyEn: LegalText = {
  version: '2026-11-23',
  intro:
    'A dating service knows intimate things about you. This page says which, why, for how long, who sees them, and how to take them back.',
  sections: [
    {
      id: 'responsable',
      title: '1. Who is responsible',
      blocks: [
        `The data controller is ${publisher.name}. For any question about your data, or to exercise your rights: ${publisher.privacy}.`,
      ],
    },
    {
      id: 'donnees',
      title: '2. The data we process',
      blocks: [
        [
          'Your account: e-mail address, password (in a one-way hashed form), date of birth, woman or man, language, version of the terms accepted and date of your agreement.',
          'Your profile: chosen name, town, illustrated portrait, introduction, tastes. Your age is computed; your date of birth is never shown.',
          'What you write: ads, first steps, messages, reports.',
          'What happens on the service: conversations opened and closed, messages read, blocks, day of last activity, number of readings of an ad per day.',
          'Your subscription: plan, state, dates, identifiers at Stripe. Only Stripe knows your card.',
          'Technical data: signed-in devices, IP address, security and error logs.',
        ],
        'Signing up as a woman or a man on this service, and what one writes there, may reveal your sexual orientation or your intimate life. Such data is protected by article 9 of the GDPR: we process it only with your explicit consent, given at sign-up, which you can withdraw at any time by asking for the account to be closed.',
      ],
    },
    {
      id: 'finalites',
      title: '3. Why, and on what basis',
      blocks: [
        [
          'Keeping your account, showing your profile to those who may see it, carrying your messages: performance of the contract (article 6.1.b) and explicit consent (article 9.2.a).',
          'Checking age and address, preventing fraud and abuse, protecting the service: legitimate interest (article 6.1.f), that of everybody’s safety.',
          'Handling reports, giving reasons for decisions and reviewing them: legal obligation (article 6.1.c), in particular the Digital Services Act.',
          'Collecting the subscription and keeping accounts: performance of the contract and legal obligation.',
          'Writing to you about your account (codes, security, renewals, decisions): performance of the contract.',
        ],
        'We neither advertise nor sell data. The order of profiles rests on activity and on the chance of the day: no profiling decides in your place, and no decision that affects you is taken by a machine alone.',
      ],
    },
    {
      id: 'visibilite',
      title: '4. Who sees what on the service',
      blocks: [
        'A man’s profile and ads are visible to women with a subscription. A woman’s profile is visible only to the man with whom she has an open conversation. Messages are visible only to the two people who talk; a moderator sees only what is reported, and each look is recorded. Your e-mail address is shown to nobody.',
      ],
    },
    {
      id: 'destinataires',
      title: '5. To whom data is entrusted',
      blocks: [
        [
          'Stripe, for payment: e-mail address, plan, and the card data that you give to it directly.',
          `Our host, which keeps the servers and their encrypted backups, in the European Union: ${publisher.host}.`,
          'Our e-mail provider: your address and the content of service messages, never that of your conversations.',
          'Authorities, where the law compels us and within the limits of their request.',
        ],
        'Stripe may process data outside the European Union, under the EU–US Data Privacy Framework or standard contractual clauses. We make no other transfer outside the Union.',
      ],
    },
    {
      id: 'durees',
      title: '6. For how long',
      blocks: [
        [
          'Account and profile: while the account exists. On deletion they are erased within a month.',
          'Messages: while one of the two accounts exists; those of an erased person no longer say from whom they come.',
          'Codes sent by e-mail: ten minutes. Sessions: until sign-out or expiry.',
          'Reports and sanctions: one year after they are closed, and at least six months after a decision to allow for an appeal; a permanent exclusion is kept for as long as it lasts, reduced to what is needed to enforce it.',
          'Accounting records: ten years, as the French commercial code requires.',
          'Technical logs: twelve months at most. Backups: thirty days at most.',
        ],
        'An account unused for two years is erased after a warning by e-mail.',
      ],
    },
    {
      id: 'cookies',
      title: '7. Cookies and storage on your device',
      blocks: [
        'One cookie, strictly necessary: it keeps your session open, no script can read it, and it is sent to our site only. Your browser also remembers, on your device only, the language, the theme and the texts you are writing; the latter are erased at sign-out. No third-party audience measurement, no advertising tracker: so there is nothing to accept or refuse.',
      ],
    },
    {
      id: 'securite',
      title: '8. How we protect it',
      blocks: [
        'Encrypted exchanges, passwords hashed with a secret kept apart, restricted and recorded access, a sealed audit log, reading rights checked by the server at every answer. If a breach put you at high risk, we would tell you without delay, and the CNIL within 72 hours.',
      ],
    },
    {
      id: 'droits',
      title: '9. Your rights',
      blocks: [
        'At any time you may ask for:',
        [
          'access to your data and a copy of it in a machine-readable format;',
          'its correction, which you can mostly make yourself in your profile;',
          'its erasure, or the restriction of its use;',
          'an end to processing based on legitimate interest, by objecting to it;',
          'the withdrawal of your consent, without effect on what was done before;',
          'directives on what becomes of your data after your death.',
        ],
        `Write to ${publisher.privacy} from the address of your account. We answer within a month, free of charge. If the answer does not suit you, you may complain to the French data protection authority, the Commission nationale de l’informatique et des libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr.`,
      ],
    },
    {
      id: 'mineurs',
      title: '10. Minors',
      blocks: [
        'The service is forbidden to people under 18. A minor’s data is erased as soon as we learn their age, except what the law obliges us to keep or to hand over.',
      ],
    },
    {
      id: 'changements',
      title: '11. If this page changes',
      blocks: [
        'A new version bears a new date. An important change is announced to you by e-mail before it applies, and your agreement is asked for again if it touches what you consented to.',
      ],
    },
  ],
};
