import { Field, ObjectType, type ClassType } from 'type-graphql';
import { badInput } from '../errors.js';

@ObjectType({ description: 'Where a page stands in its list.', simpleResolvers: true })
export class PageInfo {
  @Field({ description: 'Whether more follows after `endCursor`.' })
  hasNextPage: boolean;

  @Field({ description: 'Whether something comes before `startCursor`.' })
  hasPreviousPage: boolean;

  @Field(() => String, { nullable: true, description: 'Cursor of the first edge; null when the page is empty.' })
  startCursor: string | null;

  @Field(() => String, { nullable: true, description: 'Cursor of the last edge; null when the page is empty.' })
  endCursor: string | null;
}

export interface Edge<Node> {
  readonly cursor: string;
  readonly node: Node;
}

/** An edge whose cursor is sealed when somebody reads it: hardly anybody does, and it costs more than the rest of the edge. */
export class LazyEdge<Node> implements Edge<Node> {
  constructor(
    readonly node: Node,
    private readonly seal: () => string,
  ) {}

  get cursor(): string {
    return this.seal();
  }
}

/** The ends of a page, sealed when they are read as well. */
export class LazyPageInfo implements PageInfo {
  constructor(
    private readonly edges: readonly Edge<unknown>[],
    readonly hasNextPage: boolean,
    readonly hasPreviousPage: boolean,
  ) {}

  get startCursor(): string | null {
    return this.edges[0]?.cursor ?? null;
  }

  get endCursor(): string | null {
    return this.edges.at(-1)?.cursor ?? null;
  }
}

export interface Connection<Node> {
  edges: Edge<Node>[];
  pageInfo: PageInfo;
}

/** Declares `NameEdge` and the base of `NameConnection`: `@ObjectType() class ManConnection extends connectionOf('Man', () => Man) {}` */
export function connectionOf<Node extends object>(name: string, node: () => ClassType<Node>) {
  @ObjectType(`${name}Edge`, { description: 'One item of a list with its position.', simpleResolvers: true })
  class NodeEdge {
    @Field({ description: 'Position in the list, for `after` and `before`. Opaque.' })
    cursor: string;

    @Field(node, { description: 'The item itself.' })
    node: Node;
  }

  @ObjectType({ simpleResolvers: true })
  abstract class NodeConnection {
    @Field(() => [NodeEdge], { description: 'The page, in the order of the list.' })
    edges: Edge<Node>[];

    @Field(() => PageInfo, { description: 'Where the page stands in the list.' })
    pageInfo: PageInfo;
  }
  return NodeConnection;
}

export const MAX_PAGE = 50;

/** Refuses page sizes outside 1..50. */
export function pageSize(first: number, argument = 'first'): number {
  if (!Number.isInteger(first) || first < 1 || first > MAX_PAGE) throw badInput({ [argument]: `Between 1 and ${MAX_PAGE}.` });
  return first;
}

/** A forward page from rows of which one more than `first` was asked for. */
export function forwardPage<Row, Node>(
  rows: Row[],
  first: number,
  after: string | null | undefined,
  toNode: (row: Row) => Node,
  cursorOf: (row: Row) => string,
): Connection<Node> {
  const edges = rows.slice(0, first).map((row) => new LazyEdge(toNode(row), () => cursorOf(row)));
  return { edges, pageInfo: new LazyPageInfo(edges, rows.length > first, Boolean(after)) };
}
