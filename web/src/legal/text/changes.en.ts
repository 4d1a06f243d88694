import type { Change } from '../use-changes';

export const changesEn: readonly Change[] = [
  {
    title: 'Your consent can be seen, and taken back',
    text: 'What this service may reveal of you (your sexual orientation, your intimate life) asks for an agreement of its own. A page of your account says what you consented to and when, and lets you withdraw it just as simply.',
  },
  {
    title: 'You take and erase your data yourself',
    text: 'A full copy and deletion are in your account. A deleted account disappears for everybody at once and is erased fourteen days later; until then, just sign in to change your mind.',
  },
  {
    title: 'Those your data passes through are named',
    text: 'Notifications, text messages, payment, hosting, mail: the Privacy page says who gets what, and never what you write to each other.',
  },
  {
    title: 'An excluded account does not come back under another name',
    text: 'After a permanent exclusion we keep an unreadable fingerprint of the address, the verified number and the card, for three years at most. It decides nothing: a person of the team looks.',
  },
];
