import { ApiError } from './errors.js';

export type FormValue = string | FormValue[] | { [key: string]: FormValue };
export type Form = { [key: string]: FormValue };

type Node = { [key: string]: Node | string };

/** Reads `a[b][0]=c` as Stripe does: brackets nest, digits and empty brackets make lists. */
export function parseForm(encoded: string): Form {
  const root: Node = Object.create(null) as Node;
  for (const [name, value] of new URLSearchParams(encoded)) insert(root, pathOf(name), value, name);
  return collapse(root) as Form;
}

function pathOf(name: string): string[] {
  const head = /^[^[\]]+/.exec(name)?.[0];
  const rest = head === undefined ? '' : name.slice(head.length);
  if (head === undefined || !/^(\[[^[\]]*\])*$/.test(rest)) throw invalid(name);
  return [head, ...[...rest.matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '')];
}

function insert(root: Node, path: string[], value: string, name: string): void {
  let node = root;
  path.forEach((part, depth) => {
    const key = part === '' ? String(Object.keys(node).length) : part;
    const known = node[key];
    if (depth === path.length - 1) {
      if (typeof known === 'object') throw invalid(name);
      node[key] = value;
      return;
    }
    if (typeof known === 'string') throw invalid(name);
    node = known ?? (node[key] = Object.create(null) as Node);
  });
}

function collapse(node: Node | string): FormValue {
  if (typeof node === 'string') return node;
  const keys = Object.keys(node);
  const values = keys.map((key) => collapse(node[key] ?? ''));
  if (keys.length > 0 && keys.every((key) => /^\d+$/.test(key))) return values;
  return Object.fromEntries(keys.map((key, index) => [key, values[index] ?? '']));
}

function invalid(name: string): ApiError {
  return new ApiError(`Invalid hash or array: ${name}`, { code: 'parameter_invalid', param: name });
}
