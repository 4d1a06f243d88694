import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LegalText, Named } from './legal-text';
import { legalPages } from './pages';
import { named } from './publisher';
import { changesEn } from './text/changes.en';
import { changesFr } from './text/changes.fr';
import { accessibilityEn } from './text/accessibility.en';
import { accessibilityFr } from './text/accessibility.fr';
import { consentEn } from './text/consent.en';
import { consentFr } from './text/consent.fr';
import { deletionEn } from './text/deletion.en';
import { deletionFr } from './text/deletion.fr';
import { imprintEn } from './text/imprint.en';
import { imprintFr } from './text/imprint.fr';
import { privacyEn } from './text/privacy.en';
import { privacyFr } from './text/privacy.fr';
import { termsEn } from './text/terms.en';
import { termsFr } from './text/terms.fr';

const PAGES = [
  ['terms', termsFr, termsEn],
  ['privacy', privacyFr, privacyEn],
  ['consent', consentFr, consentEn],
  ['deletion', deletionFr, deletionEn],
  ['accessibility', accessibilityFr, accessibilityEn],
  ['imprint', imprintFr, imprintEn],
] as const;

const NOBODY = {
  __typename: 'Publisher',
  ...Object.fromEntries('name form address siren director host contact dpo mediator'.split(' ').map((each) => [each, null])),
} as Parameters<typeof named>[0];
const unsaid = { fr: named(NOBODY, 'fr'), en: named(NOBODY, 'en') };

/** What a page consists of, without its words. */
const shapeOf = ({ sections }: LegalText) =>
  sections.map(({ id, blocks }) => [
    id,
    blocks.map((block) => (typeof block === 'string' ? 'p' : 'rows' in block ? block.rows.map((row) => row.length) : block.length)),
  ]);

describe.each(PAGES)('the page %s', (_page, fr, en) => {
  const texts = { fr: fr(unsaid.fr), en: en(unsaid.en) };

  it('says the same in both languages', () => {
    expect(shapeOf(texts.en)).toEqual(shapeOf(texts.fr));
  });

  it('is set as French and English are', () => {
    const [french, english] = [JSON.stringify(texts.fr), JSON.stringify(texts.en)];
    expect(french.match(/[^\u202f\s"(]»|«[^\u202f]|[^\u202f\s?!"][?!;]|[a-zé)\]>]:|'| [?!;:»]/gu)).toBeNull();
    expect(english.match(/\u202f|[«»]|'/g)).toBeNull();
  });

  it('leads to pages that are there', () => {
    const names = [...JSON.stringify(texts).matchAll(/<(\w+)>/g)].map(([, name]) => name);
    expect(names.filter((name) => !(name! in legalPages))).toEqual([]);
  });
});

it('shows what its operator has not said, and only that', () => {
  const said = { ...NOBODY, name: 'Un Pas SAS', siren: '123456789' } as Parameters<typeof named>[0];
  const text = JSON.stringify(imprintFr(named(said, 'fr')));
  expect(text).toContain('Un Pas SAS');
  expect(text).toContain('123456789');
  expect(text.match(/\[[^\]"]+\]/g)).toEqual(expect.arrayContaining(['[adresse postale]', '[médiateur de la consommation]']));
  const whole = Object.fromEntries(Object.keys(unsaid.fr).map((what) => [what, 'dit'])) as Named;
  for (const [, fr] of PAGES) expect(JSON.stringify(fr(whole))).not.toMatch(/\[(nom|forme|adresse|numéro|directeur|hébergeur|médiateur)/);
});

it('quotes each rule of the terms as a decision quotes it', () => {
  const source = readFileSync(join(process.cwd(), 'server/src/moderation/rules.ts'), 'utf8');
  const rules = [...source.matchAll(/point: (\d+),\s+FR: '([^']+)',\s+EN: '([^']+)'/g)].map(([, point, fr, en]) => ({ point, fr, en }));
  expect(rules.length).toBeGreaterThan(7);
  const pointOf = (text: LegalText, point: string) =>
    JSON.stringify(text.sections.find(({ title }) => title.startsWith(`${point}. `))).toLowerCase();
  for (const { point, fr, en } of rules) {
    expect(pointOf(termsFr(unsaid.fr), point!)).toContain(fr!.toLowerCase());
    expect(pointOf(termsEn(unsaid.en), point!)).toContain(en!.toLowerCase());
  }
});

it('says what changed in both languages', () => {
  expect(changesEn).toHaveLength(changesFr.length);
  expect(JSON.stringify(changesFr).match(/[^\u202f\s?!"][?!;]|[a-zé]:|'| [?!;:»]/gu)).toBeNull();
});
