import type { z } from 'zod';
import type { Form } from '../form.js';
import { parseParams } from '../params.js';
import type { World } from '../world.js';

export interface Call {
  world: World;
  /** Ids of the path, in order. */
  path: readonly string[];
  form: Form;
}

export interface Route {
  method: 'GET' | 'POST' | 'DELETE';
  /** `/v1/customers/:id`: a colon stands for an id. */
  pattern: string;
  answer(call: Call): object;
}

interface RouteOptions<T extends z.ZodType> {
  params: T;
  /** Parameters that Stripe has and the simulator refuses to pretend to play. */
  unsupported?: readonly string[];
  run(world: World, params: z.output<T>, id: string): object;
}

/** `route('POST /v1/customers', { params, run })` */
export function route<T extends z.ZodType>(at: `${Route['method']} /v1/${string}`, { params, unsupported, run }: RouteOptions<T>): Route {
  const [method, pattern] = at.split(' ') as [Route['method'], string];
  return {
    method,
    pattern,
    answer: ({ world, path, form }) => run(world, parseParams(params, form, unsupported), path[0] ?? ''),
  };
}
