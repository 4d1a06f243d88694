/** A paragraph, or a list of points. */
export type LegalBlock = string | readonly string[];

export interface LegalText {
  /** Day of this version: what a person accepted is stored under it. */
  version: string;
  intro: string;
  sections: ReadonlyArray<{ id: string; title: string; blocks: readonly LegalBlock[] }>;
}
