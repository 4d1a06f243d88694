import { Flag, MessageCircle, Search, Sparkles, UserRound } from '@lucide/vue';
import type { Component } from 'vue';
import type { Role } from '../graphql/generated/public/graphql';

export interface NavigationItem {
  to: string;
  label: string;
  icon: Component;
  /** Shows the number of unread conversations. */
  counts?: boolean;
}

const discover: NavigationItem = { to: '/decouvrir', label: 'shell.discover', icon: Search };
const mySpace: NavigationItem = { to: '/mon-espace', label: 'shell.mySpace', icon: Sparkles };
const conversations: NavigationItem = { to: '/conversations', label: 'shell.conversations', icon: MessageCircle, counts: true };
const me: NavigationItem = { to: '/compte', label: 'shell.me', icon: UserRound };
const reports: NavigationItem = { to: '/moderation', label: 'shell.reports', icon: Flag };

const byRole: Record<Role, readonly NavigationItem[]> = {
  WOMAN: [discover, conversations, me],
  MAN: [mySpace, conversations, me],
  MODERATOR: [reports, me],
  ADMIN: [reports, me],
};

export const navigationOf = (role: Role | null): readonly NavigationItem[] => (role ? byRole[role] : []);
