import type { PictureFragment } from '../graphql/generated/graphql';

/** Somebody of whom there is a photo, or else a drawing. */
export interface Pictured {
  __typename?: string;
  id: string;
  illustration?: string | null;
  /** Undefined while nobody has said whether there is one. */
  portrait?: PictureFragment | null;
}
