export type AgeGroup = 'young' | 'working' | 'retired';

/** A whole sentence of a bio or an ad, with what must be true of the man who says it. */
export interface Sentence {
  text: string;
  /** Interests that it shows; he gets them. */
  likes?: readonly string[];
  /** Only someone of this age says it. */
  age?: AgeGroup;
}

export interface DemoPost {
  text: string;
  daysAgo: number;
  /** Minute of the day (UTC): early enough that it is the same day in Paris. */
  minute: number;
  /** Views of each day from its first to yesterday. */
  views: readonly number[];
}

/** Invented people, with every date told as days before now. */
export interface DemoPerson {
  /** Stable within one seed; the e-mail is made of it. */
  key: string;
  role: 'MAN' | 'WOMAN' | 'MODERATOR';
  locale: 'FR' | 'EN';
  username: string;
  age: number;
  /** Days since the last birthday. */
  birthdayDaysAgo: number;
  cityCode: string;
  bio: string;
  interests: readonly string[];
  tags: readonly string[];
  illustration: string;
  joinedDaysAgo: number;
  activeDaysAgo: number;
  posts: readonly DemoPost[];
  /** Women: whether she has a paid membership. */
  member: boolean;
}

export interface DemoMessage {
  by: 'SHE' | 'HE';
  text: string;
  /** Minutes before now. */
  minutesAgo: number;
}

export interface DemoConversation {
  /** Keys of people. */
  woman: string;
  man: string;
  /** The text of his ad that her first step quotes. */
  quotes: string | null;
  messages: readonly DemoMessage[];
  /** How many of the last messages of the other each has not read yet. */
  unread: { woman: number; man: number };
}
