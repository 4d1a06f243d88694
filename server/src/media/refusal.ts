/** Why a file was refused, as its owner is told. */
export const REFUSALS = {
  EMPTY: 'There is nothing in the file.',
  DAMAGED: 'The file is cut short or broken.',
  WRONG_TYPE: 'Not a picture or film of a kind we take: JPEG, PNG, WebP or AVIF; MP4, MOV or WebM.',
  HEIC: 'A HEIC picture, which we cannot read: send it as JPEG.',
  TOO_LARGE: 'Larger than allowed.',
  TOO_MANY_PIXELS: 'More than 50 million pixels.',
  TOO_SMALL: 'Smaller than 200 pixels on a side.',
  TOO_LONG: 'Longer than 60 seconds.',
  SUSPICIOUS: 'The file is two kinds of file at once.',
  INFECTED: 'The virus scanner refused it.',
  NO_FILMS: 'Films cannot be taken here at present; photos can.',
} as const;

export type Refusal = keyof typeof REFUSALS;

/** A file that will never do, however often it is tried. Anything else that is thrown is tried again. */
export class RefusedFile extends Error {
  override name = 'RefusedFile';

  constructor(readonly reason: Refusal) {
    super(REFUSALS[reason]);
  }
}
