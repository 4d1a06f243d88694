export const times = (n: number, make: (index: number) => string): string => Array.from({ length: n }, (_, index) => make(index)).join(' ');

/** Man -> conversation -> with -> Man -> … */
const nested = (levels: number): string => (levels === 0 ? '__typename' : `... on Man { conversation { with { ${nested(levels - 1)} } } }`);
const tooDeep = `{ conversations { edges { node { with { ${nested(5)} } } } } }`;
const tooWide = `{ ${times(25, (n) => `r${n}: regions { code departments { code name } }`)} }`;
const aliased = `{ ${times(1_000, (n) => `a${n}: legalVersions { terms }`)} }`;
const aliasedTypenames = `{ ${times(500, (n) => `a${n}: __typename`)} }`;
const fragments = `{ ...f0 } ${times(30, (n) => `fragment f${n} on Query { ${n === 29 ? 'legalVersions { terms }' : `...f${n + 1} x${n}: __typename ...f${n + 1}`} }`)}`;
const cyclic = '{ ...a } fragment a on Query { ...b } fragment b on Query { ...a }';

/** Documents that nobody sends in good faith, each with what is wrong with it. */
export const documents: [string, string][] = [
  ['too deep', tooDeep],
  ['too wide', tooWide],
  ['aliased a thousand times', aliased],
  ['aliased five hundred times in few tokens', aliasedTypenames],
  ['of fragments that double at each level', fragments],
  ['of fragments in a circle', cyclic],
  ['of brackets only', '{'.repeat(900)],
  ['of nothing', ''],
  ['of nonsense', 'Bonjour, je voudrais lire votre base'],
  ['of a thousand directives', `{ legalVersions { terms ${'@include(if: true) '.repeat(600)} } }`],
  ['with a list nested a hundred times', `{ menCount(regionCode: ${'['.repeat(100)}${']'.repeat(100)}) { value } }`],
  ['longer than any of ours', `{ legalVersions { terms } } # ${'x'.repeat(25_000)}`],
];
