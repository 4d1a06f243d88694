import type { PlaceService } from '../places/index.js';
import type { Database } from '../platform/db/database.js';
import type { Cursors } from '../platform/graphql/cursors.js';
import { DiscoveryResolver } from './discovery.resolver.js';
import { DiscoveryService } from './discovery.service.js';
import { Popularity } from './popularity.js';
import { Scopes } from './scope.service.js';

export function createDiscovery({ db, cursors, places }: { db: Database; cursors: Cursors; places: PlaceService }) {
  const discovery = new DiscoveryService(db, cursors, places, new Scopes(places), new Popularity(db));
  return { discovery, resolvers: [new DiscoveryResolver(discovery)] };
}
