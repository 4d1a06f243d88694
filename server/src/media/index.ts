import './media.events.js';
import type { FastifyInstance } from 'fastify';
import type { Config } from '../platform/config.js';
import type { Database } from '../platform/db/database.js';
import type { Authenticator } from '../platform/http/request-context.js';
import type { Jobs } from '../platform/jobs.js';
import type { Logger } from '../platform/logger.js';
import type { Storage } from '../platform/storage/index.js';
import type { Tokens } from '../accounts/index.js';
import type { PeopleService } from '../profiles/index.js';
import { MediaAccess, type AreTalking, type ShownIn } from './access.service.js';
import { Attachments } from './attachments.js';
import { FilmTickets } from './film-tickets.js';
import { Links } from './links.js';
import { EvidenceMediaFields, ManMediaFields, MediaAddresses, MyProfileMediaFields, WomanMediaFields } from './media.fields.js';
import { MediaResolver } from './media.resolver.js';
import { mediaRoutes } from './media.route.js';
import { MediaService } from './media.service.js';
import { MediaData } from './personal-data.js';
import { clamd, noAntivirus } from './processing/antivirus.js';
import { findFfmpeg } from './processing/video.js';
import { ProcessingService, REMOVE_JOB, REMOVE_ORIGINAL_JOB } from './processing.service.js';
import { SweepService } from './sweep.service.js';
import { PROCESS_JOB, UploadService } from './upload.service.js';

export type { MediaService } from './media.service.js';
export type { Attachments } from './attachments.js';
export { mediaAsJson, toMedia, toMyMedia, type MediaRow } from './media.rows.js';
export { Media, MyMedia } from './media.types.js';

export interface MediaParts {
  config: Config;
  db: Database;
  jobs: Jobs;
  log: Logger;
  storage: Storage;
  people: PeopleService;
  tokens: Tokens;
  areTalking: AreTalking;
  shownIn: ShownIn;
}

export function createMedia({ config, db, jobs, log, storage, people, tokens, areTalking, shownIn }: MediaParts) {
  const links = new Links(config.secrets.token);
  const tickets = new FilmTickets(config.secrets.token);
  const media = new MediaService(db);
  const access = new MediaAccess(db, people, areTalking, shownIn);
  const ffmpeg = findFfmpeg();
  if (!ffmpeg) log.warn('no ffmpeg on this machine: films are refused, photos are not');
  const antivirus = config.clamdUrl ? clamd(config.clamdUrl) : noAntivirus;
  const processing = new ProcessingService(db, { storage, antivirus, ffmpeg });
  jobs.define<{ mediaId: string }>(PROCESS_JOB, (payload) => processing.process(payload), { longest: 900 });
  jobs.define<{ mediaId: string }>(REMOVE_ORIGINAL_JOB, (payload) => processing.removeOriginal(payload));
  jobs.define<{ mediaId: string }>(REMOVE_JOB, (payload) => processing.remove(payload));
  const sweep = new SweepService(db, storage, log);
  jobs.define('media.forget-unfinished', () => sweep.forgetUnfinished());
  jobs.schedule('media.forget-unfinished', '23 * * * *');
  jobs.define('media.report-orphans', () => sweep.reportOrphans().then(() => undefined), { longest: 3_600 });
  jobs.schedule('media.report-orphans', '37 5 * * 0');

  return {
    media,
    personalData: new MediaData(db, processing),
    attachments: new Attachments(),
    sweep,
    /** The bucket, and the rule that lets our pages upload. Without it everything but media works. */
    prepare: async (): Promise<void> => {
      const origins = [config.http.publicUrl, ...config.http.allowedOrigins];
      await storage
        .ensureReady(origins)
        .catch((err: unknown) => log.error({ err }, 'the object store cannot be reached: photos and films wait'));
    },
    routes: (auth: Authenticator) => async (app: FastifyInstance) => mediaRoutes(app, { storage, links, tickets, access, auth, tokens }),
    resolvers: [
      new MediaResolver(new UploadService(db, storage), media, access),
      new MediaAddresses(links, tickets),
      new EvidenceMediaFields(links),
      new ManMediaFields(media),
      new WomanMediaFields(media),
      new MyProfileMediaFields(),
    ],
  };
}
