import type { SessionMe } from '../session';

/** Where a person lands after signing in. */
export function homeOf(me: SessionMe | null): string {
  if (!me) return '/';
  if (me.role === 'MODERATOR' || me.role === 'ADMIN') return '/moderation';
  if (!me.profile?.username || !me.profile.city) return '/bienvenue';
  return me.role === 'WOMAN' ? '/decouvrir' : '/espace';
}

/** `?suite=` may only lead inside the site. */
export function safeNext(next: unknown): string | undefined {
  return typeof next === 'string' && /^\/(?![/\\])/.test(next) ? next : undefined;
}
