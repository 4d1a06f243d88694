import type { Restraint } from '../limits/index.js';
import type { Attachments, MediaService } from '../media/index.js';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/db/database.js';
import type { EventBus } from '../platform/events.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import type { Jobs } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';
import { LikeService } from './like.service.js';
import { ManPostsField } from './man.fields.js';
import { PostData } from './personal-data.js';
import { PostReader } from './post-reader.service.js';
import { PostResolver } from './post.resolver.js';
import { PostService } from './post.service.js';
import { PostTakeDown } from './take-down.js';
import { postViews } from './views.js';

export type { PostReader } from './post-reader.service.js';

export interface PostParts {
  config: Config;
  db: Database;
  jobs: Jobs;
  events: EventBus;
  cursors: Cursors;
  log: Logger;
  attachments: Attachments;
  media: MediaService;
  restraint: Restraint;
}

export function createPosts({ config, db, jobs, events, cursors, log, attachments, media, restraint }: PostParts) {
  const views = postViews(db, log, config.secrets.token);
  const posts = new PostService(db, cursors, attachments, restraint);
  const reader = new PostReader(db, cursors, views);
  const likes = new LikeService(db);
  events.within('person.blocked', (tx, pair) => likes.forgetPair(tx, pair));
  jobs.define('posts.archive-expired', () => posts.archiveExpired());
  jobs.schedule('posts.archive-expired', '0 * * * *');
  return {
    posts,
    reader,
    views,
    takeDown: new PostTakeDown(media),
    personalData: new PostData(db),
    resolvers: [new PostResolver(posts, likes), new ManPostsField(reader)],
  };
}
