import { codeOf } from '../api';
import { client } from '../graphql';
import {
  CompleteUploadDocument,
  CreateUploadDocument,
  DescribeMediaDocument,
  type MyMediaFragment,
  ResumeUploadDocument,
  type UploadFragment,
} from '../graphql/generated/graphql';
import type { Attachment, Outbox } from '../inbox';
import { backoff, type Pause, pauseBeforeRetry } from '../platform';
import { NotTaken, transfer } from './transfer';
import { finalProblem } from './uploader';

/** Told by the inbox at once; asked for again in case that was lost. */
const ASK_AGAIN_MS = 8_000;

export interface Carriage {
  state: 'sending' | 'looking' | 'lost';
  /** 0 to 1. */
  progress: number;
}

export interface Carrier {
  /** The outbox changed. */
  look(): void;
  changed(media: MyMediaFragment): void;
  /** Tries now. */
  retry(): void;
  stop(): void;
}

export interface CarrierParts {
  outbox: Pick<Outbox, 'items' | 'patch' | 'refuse'>;
  carriages: Map<string, Carriage>;
  /** Among all tabs, one at a time under a name. */
  alone(name: string, act: () => Promise<void>): Promise<void>;
}

/** The message is gone, or the file is refused: nothing is left to carry. */
class Over extends Error {}

/**
 * Brings the files of messages to where they can be sent from, before their messages leave. Where it got to stands in the outbox
 * itself: after a reload it goes on from there, and another tab does not begin it again.
 */
export function createCarrier({ outbox, carriages, alone }: CarrierParts): Carrier {
  const going = new Map<string, AbortController>();
  const pauses = new Set<Pause>();
  const wakers = new Map<string, (media: MyMediaFragment) => void>();
  let stopped = false;

  const find = (clientId: string) => outbox.items.value.find((item) => item.clientId === clientId && item.refused === undefined);
  const unready = (clientId: string) => find(clientId)?.attachments?.find(({ ready }) => !ready);

  async function carry(clientId: string, signal: AbortSignal): Promise<void> {
    // Read anew each time: another tab may have brought it while this one waited.
    for (let next = unready(clientId); next && !signal.aborted; next = unready(clientId)) await bring(clientId, next.key, signal);
  }

  async function bring(clientId: string, key: string, signal: AbortSignal): Promise<void> {
    for (let attempt = 0; !signal.aborted; attempt++) {
      const attachment = find(clientId)?.attachments?.find((each) => each.key === key);
      if (!attachment) return;
      carriages.set(key, { state: 'sending', progress: carriages.get(key)?.progress ?? 0 });
      try {
        await tryOnce(clientId, attachment, signal);
        carriages.delete(key);
        return;
      } catch (error) {
        if (signal.aborted || error instanceof Over) return;
        // So many in an hour: the rest goes when it may.
        const problem = codeOf(error) === 'RATE_LIMITED' ? undefined : finalProblem(error, attempt);
        if (problem) return outbox.refuse(clientId, problem);
        carriages.set(key, { state: 'lost', progress: carriages.get(key)?.progress ?? 0 });
        await wait(backoff(attempt));
      }
    }
  }

  /** From wherever it got to: each step may have happened though its answer was lost. */
  async function tryOnce(clientId: string, attachment: Attachment, signal: AbortSignal): Promise<void> {
    const { key, file, alt } = attachment;
    const begun = attachment.mediaId === undefined ? undefined : await resume(attachment.mediaId);
    const upload = begun === undefined ? await create(attachment) : begun;
    const mediaId = upload?.media.id ?? attachment.mediaId ?? '';
    if (mediaId !== attachment.mediaId && !(await outbox.patch(clientId, key, { mediaId }))) throw new Over();
    if (upload) await transfer(upload, file, { signal, progress: (progress) => carriages.set(key, { state: 'sending', progress }) });
    if (alt) await client.mutate({ mutation: DescribeMediaDocument, variables: { id: mediaId, input: { alt } } });
    carriages.set(key, { state: 'looking', progress: 1 });
    const media = await lookedAt(mediaId, signal);
    if (media.status === 'REJECTED') {
      await outbox.refuse(clientId, `media.refusal.${media.refusal ?? 'FAILED'}`);
      throw new Over();
    }
    await outbox.patch(clientId, key, { ready: true });
  }

  async function lookedAt(mediaId: string, signal: AbortSignal): Promise<MyMediaFragment> {
    const heard: { media?: MyMediaFragment; pause?: Pause } = {};
    wakers.set(mediaId, (media) => {
      heard.media = media;
      heard.pause?.cut();
    });
    try {
      for (;;) {
        const media = await complete(mediaId);
        const last = heard.media ?? media;
        if (isDecided(media)) return media;
        if (isDecided(last)) return last;
        if (signal.aborted) throw new Over();
        await wait(ASK_AGAIN_MS, (pause) => (heard.pause = pause));
      }
    } finally {
      wakers.delete(mediaId);
    }
  }

  async function wait(ms: number, begun: (pause: Pause) => void = () => undefined): Promise<void> {
    const pause = pauseBeforeRetry(ms);
    begun(pause);
    pauses.add(pause);
    await pause.over;
    pauses.delete(pause);
  }

  return {
    look() {
      for (const [clientId, abort] of going) if (!find(clientId)) abort.abort();
      for (const { clientId } of outbox.items.value) {
        if (stopped || going.has(clientId) || !unready(clientId)) continue;
        const abort = new AbortController();
        going.set(clientId, abort);
        void alone(`pp.carry.${clientId}`, () => carry(clientId, abort.signal)).finally(() => {
          going.delete(clientId);
          // Refused and tried again while this run was ending.
          if (unready(clientId)) this.look();
        });
      }
    },
    changed: (media) => wakers.get(media.id)?.(media),
    retry: () => pauses.forEach((pause) => pause.cut()),
    stop() {
      stopped = true;
      for (const abort of going.values()) abort.abort();
      for (const pause of pauses) pause.cut();
    },
  };
}

const isDecided = ({ status }: MyMediaFragment): boolean => status === 'READY' || status === 'REJECTED';

async function create({ kind, file }: Attachment): Promise<UploadFragment> {
  const input = { kind, purpose: 'MESSAGE', contentType: file.type, size: file.size } as const;
  return given((await client.mutate({ mutation: CreateUploadDocument, variables: { input } })).data?.createUpload);
}

/** Null when all of it is there and was said to be; undefined when the server has forgotten it. */
async function resume(id: string): Promise<UploadFragment | null | undefined> {
  try {
    return given((await client.mutate({ mutation: ResumeUploadDocument, variables: { id } })).data?.resumeUpload);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'CONFLICT') return null;
    if (code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

async function complete(id: string): Promise<MyMediaFragment> {
  try {
    return given((await client.mutate({ mutation: CompleteUploadDocument, variables: { id } })).data?.completeUpload);
  } catch (error) {
    // The store lost it: from the beginning.
    throw codeOf(error) === 'CONFLICT' ? new NotTaken(0) : error;
  }
}

function given<T>(answer: T | undefined): T {
  if (answer === undefined) throw new Error('The answer is empty');
  return answer;
}
