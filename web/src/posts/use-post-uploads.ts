import { client } from '../graphql';
import {
  CompleteUploadDocument,
  CreateUploadDocument,
  RemoveMediaDocument,
  ResumeUploadDocument,
  type UploadFragment,
} from '../graphql/generated/graphql';
import { putMyMedia } from '../inbox';
import { shrink } from '../media/shrink';
import { createUploader, type Uploader } from '../media/uploader';
import { session } from '../session';

let present: Uploader | undefined;

function known(upload: UploadFragment | undefined): UploadFragment {
  if (!upload) throw new Error('The answer is empty');
  putMyMedia(client.cache, upload.media);
  return upload;
}

function start(): Uploader {
  const uploader = createUploader({
    async create(file) {
      const { data } = await client.mutate({ mutation: CreateUploadDocument, variables: { input: { ...file, purpose: 'POST' } } });
      return known(data?.createUpload);
    },
    resume: async (id) => known((await client.mutate({ mutation: ResumeUploadDocument, variables: { id } })).data?.resumeUpload),
    async complete(id) {
      await client.mutate({ mutation: CompleteUploadDocument, variables: { id } });
    },
    async remove(id) {
      await client.mutate({ mutation: RemoveMediaDocument, variables: { id } });
    },
    prepare: (file, kind) => (kind === 'PHOTO' ? shrink(file) : Promise.resolve(file)),
  });
  const forget = session.onEnd(() => {
    uploader.stop();
    present = undefined;
    // The listener itself is being called.
    queueMicrotask(forget);
  });
  return uploader;
}

/** What is on its way to an ad: it goes on while one looks at other pages of the site. */
export const usePostUploads = (): Uploader => (present ??= start());
