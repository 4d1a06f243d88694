import type { LegalWriter } from '../legal-text';

export const deletionEn: LegalWriter = ({ contact }) => ({
  intro: 'You delete your Premier Pas account yourself, on the site or in the Android app, without having to ask us or to tell us why.',
  sections: [
    {
      id: 'comment',
      title: '1. How to do it',
      blocks: [
        [
          'sign in, on the site or in the app;',
          'open “Your account” (in the app: the tab “Me” or “My space”, then “Account”);',
          'at the very bottom, tap “Delete my account”;',
          'enter your password, and confirm.',
        ],
        'Uninstalling the app does not delete the account. Before you leave you may take a copy of your data on the same page.',
        `You cannot sign in any more? Choose a new password from the sign-in page. If the address of the account is no longer yours, write to ${contact}; we will ask you for something to recognise you by, and delete the account within a month.`,
      ],
    },
    {
      id: 'quand',
      title: '2. What happens, and when',
      blocks: [
        {
          head: ['When', 'What'],
          rows: [
            [
              'At once',
              'Nobody sees you any more. All your devices are signed out. A current subscription will not renew. An e-mail confirms it.',
            ],
            ['For fourteen days', 'Just sign in to change your mind: everything is still there.'],
            ['On the fourteenth day', 'Everything is erased for good. A last e-mail tells you what.'],
            ['Thirty days later at most', 'Your data leaves the encrypted backups too.'],
          ],
        },
      ],
    },
    {
      id: 'efface',
      title: '3. What is erased',
      blocks: [
        [
          'your account: e-mail address, password, date of birth, verified number, consents;',
          'your profile, your photos and films (also those sent in conversations), your ads, your tastes;',
          'your inbox, your blocks, your likes, your devices, your settings;',
          'your customer record and means of payment at Stripe;',
          'what the security log said of you.',
        ],
      ],
    },
    {
      id: 'reste',
      title: '4. What stays, and why',
      blocks: [
        {
          head: ['What', 'Why', 'How long'],
          rows: [
            ['Your written messages, without your name', 'They belong to the person who received them too', 'While their account exists'],
            ['Reports and decisions that concern you', 'Legal obligation, protection of others', 'One year; evidence, six months'],
            [
              'If the account was excluded: an unreadable fingerprint of the address, the number and the card',
              'To recognise an excluded account that comes back',
              'Three years',
            ],
            ['Invoices, at Stripe', 'French commercial code', 'Ten years'],
          ],
        },
        'To erase part of your data without deleting the account (a photo, an ad, your introduction, a device), do it where it is: the effect is immediate.',
      ],
    },
  ],
});
