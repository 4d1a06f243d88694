import type { Database } from '../platform/db/database.js';
import { loadPlaces } from './load-places.js';
import { PlaceResolver } from './place.resolver.js';
import { PlaceService } from './place.service.js';

export { City, Department, Region } from './place.types.js';
export type { PlaceService } from './place.service.js';

export function createPlaces({ db }: { db: Database }) {
  const places = new PlaceService(db);
  return { places, resolvers: [new PlaceResolver(places)], load: () => loadPlaces(db) };
}
