import { signInFromEnvironment } from './session.mjs';

const CITIES = 'query ($search: String!) { cities(search: $search, first: 1) { code name } }';
const MEN = `query ($filter: MenFilter!, $after: String) {
  men(filter: $filter, first: 10, after: $after) {
    scope { name widened }
    edges { node { id username age city { name } lastActive } }
    pageInfo { hasNextPage endCursor }
  }
}`;

/** Page after page, each asked for when it is needed. */
async function* pages(filter) {
  for (let after = null; ;) {
    const { men } = await session.ask(MEN, { filter, after });
    yield men;
    if (!men.pageInfo.hasNextPage) return;
    after = men.pageInfo.endCursor;
  }
}

const [town = 'Lyon', most = 30] = process.argv.slice(2);
const session = await signInFromEnvironment();
const { cities } = await session.ask(CITIES, { search: town });
if (!cities[0]) throw new Error(`No commune is called ${town}.`);

let shown = 0;
for await (const { scope, edges } of pages({ cityCode: cities[0].code })) {
  if (shown === 0) console.log(`Men of ${scope.name}${scope.widened ? ', as nobody is nearer' : ''}:`);
  for (const { node: man } of edges) console.log(`${man.id} ${man.username}, ${man.age}, ${man.city.name}, ${man.lastActive}`);
  shown += edges.length;
  if (shown >= most) break;
}
await session.signOut();
