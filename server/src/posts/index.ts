import type { Database } from '../platform/db/database.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { Logger } from '../platform/logger.js';
import { ManPostsField } from './man.fields.js';
import { PostData } from './personal-data.js';
import { PostReader } from './post-reader.service.js';
import { PostResolver } from './post.resolver.js';
import { PostService } from './post.service.js';
import { Views } from './views.js';

export type { PostReader } from './post-reader.service.js';

export function createPosts({ db, cursors, log }: { db: Database; cursors: Cursors; log: Logger }) {
  const views = new Views(db, log);
  const posts = new PostService(db, cursors);
  const reader = new PostReader(db, cursors, views);
  return { posts, reader, views, personalData: new PostData(db), resolvers: [new PostResolver(posts), new ManPostsField(reader)] };
}
