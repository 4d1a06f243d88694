import type { PublisherQuery } from '../graphql/generated/public/graphql';

export interface LegalTable {
  head: readonly string[];
  rows: ReadonlyArray<readonly string[]>;
}

/** A paragraph, a list of points, or a table. In the words: `<privacy>` leads to that page, and an address is one. */
export type LegalBlock = string | readonly string[] | LegalTable;

export interface LegalText {
  intro: string;
  sections: ReadonlyArray<{ id: string; title: string; blocks: readonly LegalBlock[] }>;
}

/** Who runs the site, in words that stand where nothing was said yet, between square brackets. */
export type Named = Record<Exclude<keyof PublisherQuery['publisher'], '__typename'>, string>;

export type LegalWriter = (who: Named) => LegalText;
