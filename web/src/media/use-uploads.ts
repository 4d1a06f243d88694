import { client } from '../graphql';
import {
  CompleteUploadDocument,
  CreateUploadDocument,
  RemoveMediaDocument,
  ResumeUploadDocument,
  type UploadFragment,
} from '../graphql/generated/graphql';
import { putMyMedia } from '../inbox';
import { session } from '../session';
import { forgetMyMedia } from './forget';
import { shrink } from './shrink';
import { createUploader, type Uploader } from './uploader';

let present: Uploader | undefined;

function known<T extends UploadFragment>(upload: T | undefined): T {
  if (!upload) throw new Error('The answer is empty');
  putMyMedia(client.cache, upload.media);
  return upload;
}

function start(): Uploader {
  const uploader = createUploader({
    create: async (input) => known((await client.mutate({ mutation: CreateUploadDocument, variables: { input } })).data?.createUpload),
    resume: async (id) => known((await client.mutate({ mutation: ResumeUploadDocument, variables: { id } })).data?.resumeUpload),
    async complete(id) {
      await client.mutate({ mutation: CompleteUploadDocument, variables: { id } });
    },
    async remove(id) {
      forgetMyMedia(client.cache, id);
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

/** What is on its way to the store: it goes on while one looks at other pages of the site. */
export const useUploads = (): Uploader => (present ??= start());
