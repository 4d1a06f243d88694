import { buildSchema, parse, validate } from 'graphql';
import { limitsRule } from './limits.js';

const schema = buildSchema(`
  interface Node { id: ID! }
  union Person = Man | Woman
  type Post { id: ID! }
  type PostEdge { node: Post! }
  type PostConnection { edges: [PostEdge!]! }
  type Man implements Node { id: ID!, posts(first: Int = 20): PostConnection!, friends: [Man!]!, all(last: Int): PostConnection! }
  type Woman implements Node { id: ID! }
  type Query { person: Person!, node: Node!, man: Man!, men(first: Int = 20): [Man!]! }
`);

const problemOf = (text: string): string | undefined => validate(schema, parse(text), [limitsRule])[0]?.message;
const times = (n: number, make: (index: number) => string): string => Array.from({ length: n }, (_, index) => make(index)).join(' ');

const POSTS = 'posts { edges { node { id } } }';
const TOO_MUCH = 'The query costs more than 5000 points.';

describe('what a document costs', () => {
  it.each([
    ['a page whose size is not said has its default size', `{ men { ${times(20, (n) => `p${n}: ${POSTS}`)} } }`],
    ['a page whose size has no default counts as the largest', `{ men { ${times(4, (n) => `p${n}: all { edges { node { id } } }`)} } }`],
    [
      'a size in a variable counts as the largest',
      `query ($n: Int) { men(first: $n) { ${times(3, (n) => `p${n}: posts(first: $n) { edges { node { id } } }`)} } }`,
    ],
    ['behind a type condition on a union the fields are known', `{ person { ... on Man { friends { friends { ${POSTS} } } } } }`],
    ['and on an interface', `{ node { ... on Man { friends { friends { ${POSTS} } } } } }`],
    ['and in a named fragment', `{ person { ...him } } fragment him on Man { friends { friends { ${POSTS} } } }`],
  ])('%s', (_what, text) => expect(problemOf(text)).toBe(TOO_MUCH));

  it('an ordinary page passes', () => expect(problemOf(`{ men { id ${POSTS} } }`)).toBeUndefined());

  it('fields are counted where fragments put them', () => {
    expect(problemOf(`{ ${times(401, () => '__typename')} }`)).toBe('The query has more than 400 fields.');
    expect(problemOf(`{ man { ${times(100, () => '...f')} } } fragment f on Man { id id id id id }`)).toBe(
      'The query has more than 400 fields.',
    );
  });

  it('fragments that lead only to fragments end as well', () => {
    const levels = 20;
    const chain = times(levels, (n) => `fragment f${n} on Query { ...f${n + 1} ...f${n + 1} }`);
    expect(problemOf(`{ ...f0 } ${chain} fragment f${levels} on Query { __typename }`)).toMatch(/more than/);
  });
});
