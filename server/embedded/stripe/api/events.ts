import { boolean, list, object, paging, range, text, within } from '../params.js';
import { at } from './find.js';
import { page } from './lists.js';
import { route, type Route } from './route.js';

export const eventRoutes: Route[] = [
  route('GET /v1/events', {
    params: object({
      ...paging,
      type: text().optional(),
      types: list(text(), 20).optional(),
      delivery_success: boolean().optional(),
      created: range().optional(),
    }),
    run(world, { type, types, delivery_success: success, created, ...paged }) {
      const delivered = new Map(world.state.deliveries.map((delivery) => [delivery.eventId, delivery.status === 'delivered']));
      const found = Object.values(world.state.events).filter(
        (it) =>
          matches(it.type, type) &&
          (types === undefined || types.some((wanted) => matches(it.type, wanted))) &&
          (success === undefined || (delivered.get(it.id) ?? true) === success) &&
          within(it.created, created),
      );
      return page('/v1/events', found, paged);
    },
  }),
  route('GET /v1/events/:id', {
    params: object({}),
    run: (world, _, id) => at(world.state.events, 'event', id),
  }),
];

/** `invoice.*` names a family. */
function matches(type: string, wanted: string | undefined): boolean {
  if (wanted === undefined) return true;
  return wanted.endsWith('*') ? type.startsWith(wanted.slice(0, -1)) : type === wanted;
}
