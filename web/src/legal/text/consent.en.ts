import type { LegalWriter } from '../legal-text';

export const consentEn: LegalWriter = ({ dpo }) => ({
  intro:
    'The law protects apart whatever touches on sexual orientation and intimate life. This page says what your consent covers, and how to take it back.',
  sections: [
    {
      id: 'pourquoi',
      title: '1. Why we ask for it',
      blocks: [
        'Premier Pas lets women and men meet. Having an account there, saying who one is, choosing whom to talk to: all of it may reveal your sexual orientation or your intimate life. Article 9 of the GDPR forbids the processing of such data without explicit consent. You are asked for it at sign-up by a box of its own, never ticked beforehand.',
      ],
    },
    {
      id: 'couvre',
      title: '2. What it covers',
      blocks: [
        [
          'the fact of being a member here, as a woman or as a man;',
          'your profile, your photos, your ads, your tastes, as far as they say something of it;',
          'your conversations and what you send in them;',
          'the people you choose, like, block or report.',
        ],
        'And for one purpose only: making this service work for you, and keeping it safe.',
      ],
    },
    {
      id: 'ne-couvre-pas',
      title: '3. What it does not cover',
      blocks: [
        'No advertising, no audience measurement, no sale, no ranking of people, no machine learning. We do not ask you to consent to these, because we do not do them.',
      ],
    },
    {
      id: 'retirer',
      title: '4. Withdrawing it',
      blocks: [
        'In your account, under “My consents”: one button, without a password or a question, as simple as the box at sign-up. The history of what you accepted and withdrew is there, with dates and versions.',
        'Without this consent there is nothing we may do with your account. To withdraw it therefore makes you invisible at once, signs out your devices, stops a subscription from renewing, and leads to erasure fourteen days later. Until then you may sign in and give it again. What was done before the withdrawal remains lawful.',
        `You cannot sign in any more? Write to ${dpo} from the address of your account.`,
      ],
    },
    {
      id: 'autres',
      title: '5. Other agreements',
      blocks: [
        'You are asked for one other only, and it is optional: a woman may allow her first name to appear in the notifications of a man she talks with. It is no until she has said yes.',
        'Notifications themselves are set on your device and in your account. The terms of use are a contract, not a consent: to end it is to delete your account (<deletion>).',
      ],
    },
  ],
});
