export { PlaceResolver } from './place.resolver.js';
export { PlaceService } from './place.service.js';
export { City, Department, Region } from './place.types.js';
export { loadPlaces } from './load-places.js';
