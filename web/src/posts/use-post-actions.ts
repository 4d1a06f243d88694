import { codeOf, toUserMessage } from '../api';
import { client } from '../graphql';
import {
  ArchivePostDocument,
  type MyPostFragment,
  PinPostDocument,
  RestorePostDocument,
  UpdatePostDocument,
} from '../graphql/generated/graphql';
import { translate } from '../i18n';
import { showToast } from '../ui/toast';
import { placePost } from './place-post';

/** What one does with an ad without opening it. All of it shows at once, and has a way back. */
export function usePostActions(post: () => MyPostFragment) {
  async function attempt(act: () => Promise<unknown>, done?: { text: string; undo: () => void }): Promise<void> {
    try {
      await act();
      if (done) showToast(done.text, { action: { label: translate('posts.undo'), run: done.undo } });
    } catch (error) {
      const full = codeOf(error) === 'CONFLICT' ? translate('posts.full') : toUserMessage(error);
      showToast(full, { tone: 'problem' });
    }
  }

  const archive = (present: MyPostFragment): Promise<void> =>
    attempt(
      () =>
        client.mutate({
          mutation: ArchivePostDocument,
          variables: { id: present.id },
          optimisticResponse: { archivePost: { __typename: 'PostPayload', post: { ...present, archived: true, pinned: false } } },
          update: (cache, { data }) => data && placePost(cache, data.archivePost.post),
        }),
      { text: translate('posts.archived'), undo: () => void restore({ ...present, archived: true, pinned: false }, present.pinned) },
    );

  const restore = (present: MyPostFragment, pinned = false): Promise<void> =>
    attempt(
      async () => {
        await client.mutate({
          mutation: RestorePostDocument,
          variables: { id: present.id },
          optimisticResponse: { restorePost: { __typename: 'PostPayload', post: { ...present, archived: false } } },
          update: (cache, { data }) => data && placePost(cache, data.restorePost.post),
        });
        if (pinned) await pin({ ...present, archived: false }, true);
      },
      { text: translate('posts.restored'), undo: () => void archive({ ...present, archived: false }) },
    );

  const pin = (present: MyPostFragment, pinned: boolean): Promise<void> =>
    attempt(() =>
      client.mutate({
        mutation: PinPostDocument,
        variables: { id: present.id, pinned },
        optimisticResponse: { pinPost: { __typename: 'PostPayload', post: { ...present, pinned } } },
        update: (cache, { data }) => data && placePost(cache, data.pinPost.post),
      }),
    );

  const allowLikes = (present: MyPostFragment, likesAllowed: boolean): Promise<void> =>
    attempt(() =>
      client.mutate({
        mutation: UpdatePostDocument,
        variables: { id: present.id, input: { text: present.text, likesAllowed } },
        optimisticResponse: { updatePost: { __typename: 'PostPayload', post: { ...present, likesAllowed } } },
      }),
    );

  return {
    archive: () => void archive(post()),
    restore: () => void restore(post()),
    togglePin: () => void pin(post(), !post().pinned),
    toggleLikes: () => void allowLikes(post(), !post().likesAllowed),
  };
}
