import { computed, readonly, shallowRef, watch } from 'vue';
import { ApiError, codeOf, hashOf, isNetworkError, keepDeviceToken, postOperation } from '../api';
import {
  RefreshSessionDocument,
  type RefreshSessionMutation,
  type SessionMeFragment,
  SignOutDocument,
  type SignOutMutation,
} from '../graphql/generated/public/graphql';
import { forgetDrafts, platform } from '../platform';
import { forgetRefreshToken, keepRefreshToken, refreshVariables } from './refresh-token';
import { type SessionMessage, sessionChannel } from './session-channel';

export type SessionMe = SessionMeFragment;
export type SessionStatus = 'unknown' | 'signed-out' | 'signed-in';
export interface SessionPayload {
  accessToken: string;
  accessTokenExpiresAt: string;
  /** In the app only. */
  refreshToken?: string | null;
  /** In the app only, where somebody proved who they are. */
  deviceToken?: string | null;
  me: SessionMe;
}
/** Why a session ended: on purpose, or because the server no longer knows it. */
export type SessionEnd = 'signed-out' | 'expired';

// Says only "somebody signed in here": spares visitors a request that would be refused. Never a token.
const HINT = 'session';
// An app opens without a network too, as whom it knew last.
const LAST = 'me';
const RENEW_BEFORE_MS = 60_000;
const LONGEST_TIMER_MS = 14 * 60_000;

const status = shallowRef<SessionStatus>('unknown');
const me = shallowRef<SessionMe | null>(null);
const endListeners = new Set<(reason: SessionEnd) => void>();
let refused: (code: string) => void = () => undefined;
let token: { value: string; expiresAt: number } | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let refreshing: Promise<boolean> | undefined;
// Signing out, here or in another tab, a socket may hear of it before the answer comes: that is no lost session.
let leaving = false;
let restoring: Promise<void> | undefined;

const channel = sessionChannel(onOtherTab);
if (__APP__) watch(me, (now) => now && platform.lasting.set(LAST, JSON.stringify(now)));

function adopt(payload: SessionPayload, announce = true): void {
  const expiresAt = Date.parse(payload.accessTokenExpiresAt);
  token = { value: payload.accessToken, expiresAt };
  me.value = payload.me;
  status.value = 'signed-in';
  if (announce) leaving = false;
  platform.lasting.set(HINT, '1');
  clearTimeout(timer);
  // Bounded on both sides: the clock of the device may be hours away from the server's.
  const wait = Math.min(Math.max(expiresAt - Date.now() - RENEW_BEFORE_MS, 30_000), LONGEST_TIMER_MS);
  timer = setTimeout(() => void refresh().catch(() => undefined), wait);
  if (announce) channel.post({ type: 'signed-in', userId: payload.me.id });
}

function end(reason: SessionEnd, announce = true): void {
  // An app that starts anew knows of its session before the server is asked, and keeps what is to be forgotten with it.
  const hadSession = status.value === 'signed-in' || (__APP__ && platform.lasting.get(LAST) !== null);
  token = null;
  me.value = null;
  leaving = false;
  status.value = 'signed-out';
  clearTimeout(timer);
  platform.lasting.remove(HINT);
  if (__APP__) {
    platform.lasting.remove(LAST);
    void forgetRefreshToken();
  }
  if (reason === 'signed-out') forgetDrafts();
  if (!hadSession) return;
  if (announce) channel.post({ type: 'ended', reason });
  for (const listener of endListeners) listener(reason);
}

function onOtherTab(message: SessionMessage): void {
  if (message.type === 'leaving') leaving = message.leaving;
  else if (message.type === 'ended') end(leaving ? 'signed-out' : message.reason, false);
  else {
    leaving = false;
    if (message.userId === me.value?.id) return;
    token = null;
    void refresh().catch(() => undefined);
  }
}

async function refreshOnce(): Promise<boolean> {
  const variables = __APP__ ? await refreshVariables() : {};
  const answer = await postOperation<RefreshSessionMutation>({ hash: hashOf(RefreshSessionDocument), variables });
  if (answer.data?.refreshSession) {
    if (__APP__) await keepRefreshToken(answer.data.refreshSession.refreshToken);
    adopt(answer.data.refreshSession, false);
    return true;
  }
  const error = new ApiError(answer.errors ?? []);
  const code = codeOf(error);
  // Anything else (a bug, a limit) says nothing about the session: it stays as it is and the caller sees the error.
  if (code !== 'UNAUTHENTICATED') throw error;
  end(leaving ? 'signed-out' : 'expired');
  return false;
}

/** One at a time in this tab and, where the browser has locks, among tabs: each must present the newest cookie. */
function refresh(): Promise<boolean> {
  refreshing ??= ('locks' in navigator ? navigator.locks.request('pp.refresh', refreshOnce) : refreshOnce()).finally(
    () => (refreshing = undefined),
  );
  return refreshing;
}

/** Finds out, once, whether this browser holds a session. Rejects when the server cannot be reached. */
function restore(): Promise<void> {
  if (status.value !== 'unknown') return Promise.resolve();
  if (platform.lasting.get(HINT) === null) {
    status.value = 'signed-out';
    return Promise.resolve();
  }
  restoring ??= refresh()
    .then(() => undefined, __APP__ ? enterAsLast : undefined)
    .finally(() => (restoring = undefined));
  return restoring;
}

function enterAsLast(error: unknown): void {
  const last = platform.lasting.get(LAST);
  if (last === null || !isNetworkError(error)) throw error;
  me.value = JSON.parse(last) as SessionMe;
  status.value = 'signed-in';
}

/** A token good for the next request, renewed first when it is at its end; null for a visitor. */
async function accessToken(): Promise<string | null> {
  if (!token) return status.value === 'signed-in' && (await refresh()) ? currentToken() : null;
  if (token.expiresAt - Date.now() < 5_000 && refreshing) await refreshing;
  return currentToken();
}

const currentToken = (): string | null => token?.value ?? null;

const signOut = (options: { everywhere?: boolean } = {}): Promise<void> =>
  leaveBy(async () => {
    const answer = await postOperation<SignOutMutation>(
      { hash: hashOf(SignOutDocument), variables: { everywhere: options.everywhere ?? false } },
      { accessToken: await accessToken() },
    );
    const failure = answer.errors && new ApiError(answer.errors);
    if (failure && codeOf(failure) !== 'UNAUTHENTICATED') throw failure;
  });

/** Does what ends this session on purpose: signing out, deleting the account. */
async function leaveBy(act: () => Promise<void>): Promise<void> {
  leaving = true;
  channel.post({ type: 'leaving', leaving });
  try {
    await act();
    end('signed-out');
  } catch (error) {
    channel.post({ type: 'leaving', leaving: false });
    throw error;
  } finally {
    leaving = false;
  }
}

export const session = {
  status: readonly(status),
  me: computed(() => me.value),
  role: computed(() => me.value?.role ?? null),
  accessToken,
  /** Resolves when the device will still know the session after the app was killed. */
  async adopt(payload: SessionPayload): Promise<void> {
    adopt(payload);
    if (!__APP__) return;
    await keepRefreshToken(payload.refreshToken);
    await keepDeviceToken(payload.deviceToken);
  },
  refresh,
  restore,
  signOut,
  leaveBy,
  /** Keeps the header true when a feature learns something newer (a portrait, an unread count, an access). */
  patchMe(change: Partial<SessionMe>): void {
    if (me.value) me.value = { ...me.value, ...change };
  },
  /** The server refuses: where something comes first, the session goes on, for whoever is judged reads why, and new terms are read. */
  reportRefusal(code: string): void {
    refused(code);
  },
  /** One hears of it: whoever leads to the page that says why. */
  onRefusal(listener: (code: string) => void): void {
    refused = listener;
  },
  onEnd(listener: (reason: SessionEnd) => void): () => void {
    endListeners.add(listener);
    return () => endListeners.delete(listener);
  },
};
