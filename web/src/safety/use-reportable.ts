import { computed, shallowRef } from 'vue';
import { toUserMessage } from '../api';
import { client } from '../graphql';
import { ReportableInConversationDocument, ReportableOfManDocument } from '../graphql/generated/graphql';
import type { ReportTarget } from './report-target';

export interface Photo {
  id: string;
  url: string;
  alt: string;
}
interface Line {
  id: string;
  text: string | null;
  sentAt: string;
}

/** What of this person or conversation can be pointed at, asked when somebody wants to. Nothing of it is kept in the cache. */
export function useReportable(target: ReportTarget) {
  const messages = shallowRef<Line[]>([]);
  const photos = shallowRef<Photo[]>([]);
  const state = shallowRef<'idle' | 'loading' | 'there'>('idle');
  const problem = shallowRef<string>();

  async function load(): Promise<void> {
    if (state.value !== 'idle') return;
    state.value = 'loading';
    problem.value = undefined;
    try {
      if ('conversationId' in target) await ofConversation(target.conversationId);
      if ('userId' in target) await ofMan(target.userId);
      state.value = 'there';
    } catch (cause) {
      problem.value = toUserMessage(cause);
      state.value = 'idle';
    }
  }

  async function ofConversation(id: string): Promise<void> {
    const { data } = await client.query({ query: ReportableInConversationDocument, variables: { id }, fetchPolicy: 'no-cache' });
    const nodes = data?.conversation.messages.edges.map(({ node }) => node) ?? [];
    messages.value = nodes.filter(({ from, removed }) => from === 'THEM' && !removed).reverse();
    photos.value = data?.conversation.with?.photos ?? [];
  }

  async function ofMan(id: string): Promise<void> {
    const { data } = await client.query({ query: ReportableOfManDocument, variables: { id }, fetchPolicy: 'no-cache' });
    photos.value = data?.man.photos ?? [];
  }

  return { messages, photos, loading: computed(() => state.value === 'loading'), problem, load };
}
