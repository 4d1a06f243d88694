import type { LegalWriter } from '../legal-text';

export const termsEn: LegalWriter = ({ name, contact, mediator }) => ({
  intro: `These terms say what Premier Pas owes you, what you owe to others, and what happens when something goes wrong. They are written to be read; if a sentence seems obscure, write to us: ${contact}.`,
  sections: [
    {
      id: 'objet',
      title: '1. What Premier Pas is',
      blocks: [
        'Premier Pas is an online dating service, “the service” below. Men publish a profile and short ads there. Women with a subscription read them and may open a private conversation. Only a woman can take this first step: there is no way, free or paid, to open a conversation with a woman in her place.',
        `The service is provided by ${name}, “we” below; the page <imprint> says who we are. Creating an account means accepting these terms in the version shown at the top of the page. We keep each version you accepted and the date of your agreement; you find them in your account, under “My consents”.`,
      ],
    },
    {
      id: 'inscription',
      title: '2. Who may sign up',
      blocks: [
        'The service is for people aged 18 or over, who act for themselves and for private purposes. The date of birth is asked for at sign-up; an account opened by a minor is closed as soon as we learn of it.',
        [
          'one account per person, with an e-mail address that you read yourself;',
          'a woman’s or a man’s account, chosen at sign-up: the choice decides what the service shows and allows, and cannot be changed later;',
          'an address confirmed by the code that we send there: until then the account can do nothing and is seen by nobody;',
          'no account after a permanent exclusion, unless we agree in writing.',
        ],
        'You are responsible for your password and for what is done from your account. If you think that somebody else has access to it, change the password and sign out all your devices from your account.',
      ],
    },
    {
      id: 'premier-pas',
      title: '3. The first step and the conversation',
      blocks: [
        'A woman with a current subscription may open a conversation with a man whose profile she sees. The conversation is open at once; she may add a first message and quote an ad. The same two people have one conversation only. Photos and films that he would send there pass only if she allows it, conversation by conversation.',
        'Either may close the conversation at any time. Whoever closed it may reopen it. A woman whose subscription has ended goes on reading her conversations, but cannot write in them until she has a current subscription.',
      ],
    },
    {
      id: 'visibilite',
      title: '4. Who sees what',
      blocks: [
        'A man’s profile and ads are visible to women with a subscription, once his profile has the minimum that is needed. A woman’s profile is visible to no man, except the one with whom she has an open conversation, and only while it is open. Outside an open conversation, a man cannot learn that a woman is a member.',
        'A man’s last activity is shown by period (today, this week, this month), never by the hour. Blocking a person closes the conversation and makes you invisible to each other, at once and on every device.',
      ],
    },
    {
      id: 'conduite',
      title: '5. What we expect of you',
      blocks: [
        'Be the person you say you are, and treat others as persons. The following are forbidden in profiles, ads and messages:',
        [
          'harassment, threats, insisting after a refusal;',
          'hatred or discrimination, in particular on grounds of origin, religion, disability, gender or sexual orientation;',
          'sexual content nobody asked for, and any content involving a minor;',
          'impersonation, fake profiles, using the image of others without their consent;',
          'asking for money, scams, prostitution, advertising and resale;',
          'spreading outside the service what someone confided to you on it;',
          'automated extraction of profiles, and anything that hinders the service; whoever finds a flaw tells us first.',
        ],
        'A profile and an ad are seen by people who do not know you: no nudity, no sexual act, not even suggested. In a conversation, what is intimate is sent only between adults who both wanted it. A fake profile is that of somebody who does not exist, who is not you, or whom you present as other than you are; images made by a machine count as those of somebody else.',
        'Whatever involves a minor is removed, kept as evidence and handed to the authorities.',
        'What you publish remains yours. You only allow us to host it and to show it to the people for whom these terms intend it, for as long as you leave it online.',
      ],
    },
    {
      id: 'abonnement',
      title: '6. The subscription',
      blocks: [
        'Sign-up is free. For men, so is the use of the service. For women, browsing profiles, taking a first step and writing need a subscription. The plans, their length and their price including all taxes are shown before any payment. Payment is made at Stripe: we neither receive nor keep your card number.',
        'The subscription renews at each term, for the same length and at the price then in force, until you end it. Before the term of a plan longer than a month, we remind you by e-mail of the last day to decline the renewal, as article L. 215-1 of the French consumer code requires. A price increase does not apply unless you were told at least thirty days before the term.',
        'You cancel online, from your account, at any time and without giving a reason. Access then lasts until the end of the paid period, which is not refunded except where the law or point 7 says so. If a payment fails, access is kept for seven days from the start of the unpaid period, then suspended until payment.',
      ],
    },
    {
      id: 'retractation',
      title: '7. The right of withdrawal',
      blocks: [
        `You have fourteen days from the purchase to withdraw, without giving a reason, by an unambiguous message to ${contact}. You may use this wording: “I hereby give notice that I withdraw from the subscription taken out on (date) with the e-mail address (address).”`,
        'As you ask for access to open upon payment, a withdrawal within this period is refunded at the price paid, less the share of the days already elapsed. The refund is made by the means of payment used, within fourteen days.',
      ],
    },
    {
      id: 'moderation',
      title: '8. Moderation, reasons and appeal',
      blocks: [
        'Every profile, ad, photo and message can be reported. A report is read by a person. We do not read conversations other than reported content; every look by a moderator is recorded.',
        'Depending on how serious it is and on what came before, a decision is:',
        [
          'a warning;',
          'the removal of what breaks the rules;',
          'a suspension of one day, three days, a week or thirty days;',
          'the closing of the account for good.',
        ],
        'Every decision that affects you is sent to you by e-mail and can be read in your account, with its statement of reasons: the facts, the rule of these terms on which it rests, any use of automated means, its duration and the ways to contest it. A warning counts for twelve months.',
        'You may contest a decision free of charge for six months, from your account, even a suspended one. The appeal is examined by another person than the one who decided, who answers you in writing; days of a subscription lost by an error of ours are given back. You may also turn to an out-of-court dispute settlement body certified under Regulation (EU) 2022/2065 on digital services, or to a court. Whoever made a report is also told what came of it. Whoever reports to harm has their reports limited.',
        'A person who was excluded and signs up again, or whose address, verified number or card match an excluded account, is brought to our moderators, who decide; no machine excludes by itself.',
      ],
    },
    {
      id: 'securite',
      title: '9. Your safety',
      blocks: [
        'We do not check the background of members. For a first meeting, choose a public place, tell someone close to you, and never send money. In France, in case of danger, call 17 or 112, or text 114. Violence against women can be reported to 3919, a free and anonymous call.',
      ],
    },
    {
      id: 'fin',
      title: '10. Ending your account',
      blocks: [
        'You delete your account yourself, at any time; the page <deletion> says how, and what remains. A current subscription is then not renewed. We may close an account that breaks these terms, as point 8 says, or if the service ends, with two months’ notice and a refund of what was paid and not served.',
      ],
    },
    {
      id: 'responsabilite',
      title: '11. What we answer for',
      blocks: [
        'We must run the service with care, without being able to guarantee that it is always available, nor how a meeting turns out. We answer for damage caused by our faults, under ordinary law. As a host, we act promptly against unlawful content that is reported to us. Nothing here limits the rights that the law gives to consumers, including the legal guarantee of conformity of digital services.',
      ],
    },
    {
      id: 'changements',
      title: '12. If these terms change',
      blocks: [
        'A new version bears a new date. At your next visit we tell you what changes and ask for your agreement. Without it you keep access to the copy of your data, to the management of your subscription and to the deletion of your account; what was paid and not served is then refunded on request.',
      ],
    },
    {
      id: 'litiges',
      title: '13. Applicable law and disputes',
      blocks: [
        `These terms are governed by French law. Write to us first, at ${contact}: most disagreements are settled that way. Failing that, a consumer may turn free of charge to the consumer mediator that we belong to, ${mediator}, or to the court of the place where they live. The French version of these terms prevails.`,
      ],
    },
  ],
});
