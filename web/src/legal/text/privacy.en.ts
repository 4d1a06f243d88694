import type { LegalWriter } from '../legal-text';

export const privacyEn: LegalWriter = ({ name, dpo, host }) => ({
  intro:
    'A dating service knows intimate things about you. This page says which, why, for how long, who sees them, and how to take them back.',
  sections: [
    {
      id: 'responsable',
      title: '1. Who is responsible',
      blocks: [
        `The data controller is ${name}; the page <imprint> gives its full identity. For any question about your data, or to exercise your rights: ${dpo}.`,
      ],
    },
    {
      id: 'donnees',
      title: '2. The data we process',
      blocks: [
        [
          'Your account: e-mail address, password (in a one-way hashed form), date of birth, woman or man, language, and each consent given or withdrawn, with its version and date.',
          'Your profile: chosen name, town, illustrated portrait, photos and films, introduction, tastes. Your age is computed; your date of birth is never shown.',
          'What you write and send: ads, first steps, messages, photos and films, reports.',
          'What happens on the service: conversations opened and closed, messages read, ads liked, blocks, day of last activity, number of readings of a profile and of an ad per day (never by whom).',
          'Your telephone number, if you verify it: we keep only an unreadable fingerprint and its last two digits.',
          'People you do not want to meet, if you give us their address or number: an unreadable fingerprint, never the value.',
          'Your subscription: plan, state, dates, identifiers at Stripe. Only Stripe knows your card; we keep a fingerprint that recognises it.',
          'Technical data: signed-in devices and devices to notify, IP address, security and error logs.',
        ],
        'The metadata of your photos and films (place, device, time) is erased as soon as they arrive, and the originals with it.',
        'Signing up as a woman or a man on this service, and what one writes there, may reveal your sexual orientation or your intimate life. Article 9 of the GDPR protects such data: we process it only with your explicit consent, given apart, which you withdraw by one act. The page <consent> says what it covers.',
      ],
    },
    {
      id: 'finalites',
      title: '3. Why, and on what basis',
      blocks: [
        {
          head: ['For', 'Legal basis'],
          rows: [
            [
              'Keeping your account, showing your profile to those who may see it, carrying your messages',
              'Contract (article 6.1.b of the GDPR) and explicit consent (9.2.a)',
            ],
            ['Telling you of what awaits you', 'Contract; you set of what, and when'],
            ['Naming a woman in the notification of the man she writes to', 'Her consent (6.1.a), not given at first'],
            ['Checking age, address and number, preventing fraud and abuse', 'Legitimate interest (6.1.f): everybody’s safety'],
            ['Recognising an excluded account that comes back', 'Legitimate interest (6.1.f); a person always decides'],
            ['Handling reports, giving reasons for decisions and reviewing them', 'Legal obligation (6.1.c): Regulation (EU) 2022/2065'],
            ['Collecting the subscription, keeping accounts', 'Contract and legal obligation'],
            ['Writing to you about your account: codes, security, renewals, decisions', 'Contract'],
          ],
        },
        'We send no advertising and no newsletter, and we sell no data. The order of profiles rests on activity and on the chance of the day: no profiling decides in your place, and no decision that affects you is taken by a machine alone.',
      ],
    },
    {
      id: 'visibilite',
      title: '4. Who sees what on the service',
      blocks: [
        'A man’s profile and ads are visible to women with a subscription. A woman’s profile is visible only to the man with whom she has an open conversation. Messages are visible only to the two people who talk; a moderator sees only what is reported, and each look is recorded. Your e-mail address and your number are shown to nobody.',
      ],
    },
    {
      id: 'destinataires',
      title: '5. To whom data is entrusted',
      blocks: [
        {
          head: ['Who', 'What they get'],
          rows: [
            [`Hosting and storage: ${host}`, 'The servers, photos and films, encrypted backups'],
            ['Sending of e-mails', 'Your address and the content of service messages, never that of your conversations'],
            ['Sending of text messages (Twilio)', 'The number you verify and a six-digit code, nothing else'],
            ['Stripe (payment)', 'Your e-mail address, the plan, and the card data that you give to it directly'],
            [
              'Your browser: the Web Push service of Mozilla, Google, Apple or Microsoft',
              'That a notification leaves for this device. Its content is encrypted end to end up to it',
            ],
            [
              'The Android app: Firebase Cloud Messaging (Google)',
              'That a notification leaves for this device, of what kind, and the number of a conversation. No name, no words, no photos',
            ],
            ['Authorities', 'What the law compels us to hand over, within the limits of their request'],
          ],
        },
        'A notification never holds your words or photos. Stripe, Google, Apple, Microsoft and Mozilla may process this data outside the European Union, under the EU–US Data Privacy Framework or standard contractual clauses. We make no other transfer outside the Union.',
      ],
    },
    {
      id: 'durees',
      title: '6. For how long',
      blocks: [
        {
          head: ['Data', 'How long'],
          rows: [
            ['Account, profile, photos, films, ads', 'While the account exists, then fourteen days: time to change your mind'],
            ['Written messages', 'While one of the two accounts exists; those of an erased person stay with the other, without their name'],
            ['Photos and films sent in a conversation', 'While the account of whoever sent them exists'],
            ['Consents', 'While the account exists'],
            ['A sign-up that was not confirmed', 'One day'],
            ['An address you left for another', 'Seven days, the time for it to take the account back'],
            ['Codes sent by e-mail or text message', 'Ten minutes'],
            ['Sessions and devices to notify', 'Until sign-out, or sixty days without use'],
            ['Copy of your data', 'Seven days after it was made'],
            ['Evidence joined to a report', 'Six months after the decision, the time of an appeal'],
            ['Reports, decisions, appeals', 'One year after the decision; an exclusion, for as long as it lasts'],
            [
              'Fingerprints of the address, the verified number and the card of an excluded account',
              'Three years after the exclusion, even if the account is erased',
            ],
            ['Fingerprints of first words and of ads, against mass mailing', 'One week at most'],
            ['Invoices', 'Ten years, at Stripe: French commercial code, article L. 123-22'],
            ['Technical logs', 'Twelve months at most'],
            ['Encrypted backups', 'Thirty days at most'],
          ],
        },
      ],
    },
    {
      id: 'cookies',
      title: '7. Cookies and storage on your device',
      blocks: [
        'Three cookies, strictly necessary, set when you sign in: the first keeps your session, the second shows your photos to you alone, the third, which stays for a year, recognises this device so that nobody can keep you out of it by guessing at your password. No script can read them, and they are sent to our site only. Your browser also remembers, on your device only, the language, the theme, and what you are writing or sending; that is erased at sign-out. No audience measurement, no tracker, no request to any other site than ours and its storage: so there is nothing to accept or refuse.',
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
        'You exercise most of your rights yourself, without writing to anybody:',
        [
          'a copy of all your data, readable by you and by a machine: in your account, under “My data”;',
          'correction: in your profile, and of your address in your account;',
          'erasure: in your account; the page <deletion> says what goes and what stays;',
          'consents, their history and their withdrawal: in your account, under “My consents”; a withdrawal has no effect on what was done before.',
        ],
        `You may also object to processing based on legitimate interest, ask for it to be restricted, and give directives on what becomes of your data after your death. Write to ${dpo} from the address of your account: we answer within a month, free of charge. If the answer does not suit you, you may complain to the French data protection authority, the Commission nationale de l’informatique et des libertés (CNIL), 3 place de Fontenoy, TSA 80715, 75334 Paris Cedex 07, www.cnil.fr.`,
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
      blocks: ['A new version bears a new date. At your next visit we tell you what changes and ask for your consent again.'],
    },
  ],
});
