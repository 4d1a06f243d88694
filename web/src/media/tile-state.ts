import type { Tile } from './use-my-tiles';

export type TileState = 'sending' | 'paused' | 'lost' | 'interrupted' | 'elsewhere' | 'processing' | 'ready';

/** How far a photo or film of mine is, on this device and at the server. */
export function stateOf({ media, upload, elsewhere = false }: Pick<Tile, 'media' | 'upload'> & Partial<Tile>): TileState {
  if (media?.status === 'READY') return 'ready';
  if (media?.status === 'PROCESSING' || upload?.state === 'sent') return 'processing';
  if (!upload) return elsewhere ? 'elsewhere' : 'interrupted';
  return upload.state === 'lost' || upload.state === 'paused' ? upload.state : 'sending';
}
