const DOMAIN = 'demo.premierpas.example';

export const DEMO_PASSWORD = 'premier-pas-demo';

export const demoEmail = (key: string): string => `${key}@${DOMAIN}`;

/** The people one can be; the others have the same password and an address made of their name. */
export const DEMO_LOGINS = [
  { email: demoEmail('lea'), who: 'Léa, with a membership' },
  { email: demoEmail('ines'), who: 'Inès, without a membership' },
  { email: demoEmail('hugo'), who: 'Hugo, much read, in Lyon' },
  { email: demoEmail('samir'), who: 'Samir, in Lyon' },
  { email: demoEmail('moderation'), who: 'a moderator' },
] as const;
