import { computed, onScopeDispose, type Ref, shallowRef } from 'vue';
import type { MediaKind } from '../graphql/generated/graphql';
import { translate } from '../i18n';
import type { Attachment } from '../inbox';
import { newId } from '../platform';
import { showToast } from '../ui/toast';

const MOST_PHOTOS = 4;

export interface Chosen extends Attachment {
  /** Of this device. */
  preview: string;
}

export interface Attachments {
  chosen: Readonly<Ref<readonly Chosen[]>>;
  /** Some are being made lighter. */
  preparing: Readonly<Ref<boolean>>;
  add(files: readonly File[]): Promise<void>;
  describe(key: string, alt: string): void;
  remove(key: string): void;
  /** They go with a message. */
  take(): Attachment[];
}

const kindOf = (file: File): MediaKind => (file.type.startsWith('video/') ? 'VIDEO' : 'PHOTO');

/** What is chosen for the next message: up to four photos, or one film, as light as they get. Nothing leaves before it is sent. */
export function useAttachments(): Attachments {
  const chosen = shallowRef<readonly Chosen[]>([]);
  const under = shallowRef(0);

  async function add(files: readonly File[]): Promise<void> {
    under.value++;
    try {
      for (const file of files) await addOne(file);
    } finally {
      under.value--;
    }
  }

  async function addOne(file: File): Promise<void> {
    const { problemOf, shrink, weightProblem } = await import('./with-media');
    const kind = kindOf(file);
    const problem = fits(kind) ? problemOf(file, kind) : 'chat.media.tooMany';
    const light = problem || kind === 'VIDEO' ? file : await shrink(file);
    const refusal = problem ?? weightProblem(light, kind);
    if (refusal) showToast(translate(refusal), { tone: 'problem' });
    else chosen.value = [...chosen.value, { key: newId(), kind, file: light, alt: '', preview: URL.createObjectURL(light) }];
  }

  function fits(kind: MediaKind): boolean {
    const alone = kind === 'VIDEO' || chosen.value.some((each) => each.kind === 'VIDEO');
    return chosen.value.length < (alone ? 1 : MOST_PHOTOS);
  }

  function forget(gone: readonly Chosen[]): void {
    chosen.value = chosen.value.filter((each) => !gone.includes(each));
    for (const { preview } of gone) URL.revokeObjectURL(preview);
  }
  onScopeDispose(() => forget(chosen.value));

  return {
    chosen,
    preparing: computed(() => under.value > 0),
    add,
    describe: (key, alt) => void (chosen.value = chosen.value.map((each) => (each.key === key ? { ...each, alt } : each))),
    remove: (key) => forget(chosen.value.filter((each) => each.key === key)),
    take() {
      const taken = chosen.value;
      forget(taken);
      return taken.map(({ preview: _preview, alt, ...attachment }) => ({ ...attachment, alt: alt.trim() }));
    },
  };
}
