import { Flag, MessageCircle, Search, Sparkles, UserRound } from '@lucide/vue';
import type { Component } from 'vue';
import type { Role } from '../graphql/generated/public/graphql';
import { plansPath } from '../platform';

export interface NavigationItem {
  to: string;
  label: string;
  icon: Component;
  /** Shows the number of unread conversations. */
  counts?: boolean;
  /** The name under a tab of a phone, where it is another one. */
  tab?: string;
  /** Other pages that belong to it. */
  also?: readonly string[];
  /** A desktop leads there in another way (the portrait in the header). */
  phoneOnly?: boolean;
}

const discover: NavigationItem = { to: '/decouvrir', label: 'shell.discover', icon: Search };
const conversations: NavigationItem = { to: '/conversations', label: 'shell.conversations', icon: MessageCircle, counts: true };
const mySpace: NavigationItem = {
  to: '/espace',
  label: 'shell.mySpace',
  icon: Sparkles,
  also: ['/compte', ...(plansPath ? [plansPath] : [])],
};
const profile: NavigationItem = { to: '/espace/profil', label: 'shell.profile', icon: UserRound };
const account: NavigationItem = { to: '/compte', label: 'shell.me', icon: UserRound, phoneOnly: true };
const reports: NavigationItem = { to: '/moderation', label: 'shell.reports', icon: Flag };

const byRole: Record<Role, readonly NavigationItem[]> = {
  WOMAN: [discover, conversations, { ...mySpace, tab: 'shell.me', icon: UserRound }],
  MAN: [mySpace, conversations, { ...profile, phoneOnly: true }],
  MODERATOR: [reports, account],
  ADMIN: [reports, account],
};

export const navigationOf = (role: Role | null): readonly NavigationItem[] => (role ? byRole[role] : []);

/** The one item the path belongs to: the longest that matches, so that a page inside another one wins. */
export function currentItem(items: readonly NavigationItem[], path: string): NavigationItem | undefined {
  const holds = (parent: string) => path === parent || path.startsWith(`${parent}/`);
  const matching = items.filter(({ to, also = [] }) => [to, ...also].some(holds));
  return matching.sort((a, b) => b.to.length - a.to.length)[0];
}
