import { getOperationAST, GraphQLError, NoSchemaIntrospectionCustomRule, parse, specifiedRules, validate } from 'graphql';
import type { DocumentNode, ExecutionResult, GraphQLSchema, OperationDefinitionNode, ValidationRule } from 'graphql';
import { compileQuery, isCompiledQuery, type CompiledQuery } from 'graphql-jit';
import { sha256 } from '../crypto.js';
import { badInput } from '../errors.js';
import { LIMITS, limitsRule } from './limits.js';

/** A document that is parsed and valid, and compiled if it is one of ours. */
export interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  /** A known operation's own name (metrics, logs), or "other": a stranger must not name our metrics. */
  label: string;
  compiled: CompiledQuery | null;
}

export interface OperationRequest {
  query?: unknown;
  operationName?: unknown;
  variables?: unknown;
  extensions?: unknown;
}

/** Together, in characters: parsed, a document takes about 75 times its text. */
const REMEMBERED = 500_000;

/**
 * The one place where documents are parsed and validated, for HTTP and for sockets. Trusted documents (hash -> text, from
 * our own clients' builds) are prepared once; what others send is limited, validated once and remembered by its text.
 */
export class Documents {
  private readonly trusted = new Map<string, () => Prepared>();
  private readonly others = new Map<string, Prepared & { size: number }>();
  private remembered = 0;
  private readonly rules: ValidationRule[];
  private readonly hideSuggestions: boolean;

  constructor(
    private readonly schema: GraphQLSchema,
    manifests: Record<string, string>[],
    { introspection }: { introspection: boolean },
  ) {
    this.hideSuggestions = !introspection;
    this.rules = [...specifiedRules, ...(introspection ? [] : [NoSchemaIntrospectionCustomRule])];
    for (const manifest of manifests) {
      for (const [hash, text] of Object.entries(manifest))
        this.trusted.set(
          hash,
          once(() => this.prepareTrusted(text)),
        );
    }
  }

  /** Validates every trusted document; throws with all that no longer fit the schema. */
  assertTrustedAreValid(): void {
    const broken = [...this.trusted.values()].flatMap((prepare) => {
      try {
        prepare();
        return [];
      } catch (err) {
        return [String(err)];
      }
    });
    if (broken.length > 0) throw new Error(`Released documents no longer fit the schema:\n${broken.join('\n')}`);
  }

  hashOf({ extensions }: OperationRequest): string | null {
    const hash = (extensions as { persistedQuery?: { sha256Hash?: unknown } } | undefined)?.persistedQuery?.sha256Hash;
    return typeof hash === 'string' ? hash : null;
  }

  /** Throws UserErrors for what is unknown, and `InvalidDocument` for what does not parse or validate. */
  prepare(request: OperationRequest): Prepared {
    const hash = this.hashOf(request);
    if (hash !== null) {
      const prepare = this.trusted.get(hash);
      if (!prepare) throw badInput({ 'extensions.persistedQuery.sha256Hash': 'This document is not known: reload the app.' });
      return prepare();
    }
    if (typeof request.query !== 'string') throw badInput({ query: 'A GraphQL document is expected.' });
    if (request.query.length > LIMITS.bytes) throw badInput({ query: `At most ${LIMITS.bytes} characters.` });
    return this.prepareOther(request.query, request.operationName);
  }

  private prepareTrusted(text: string): Prepared {
    const document = parse(text, { noLocation: true });
    const errors = validate(this.schema, document, specifiedRules);
    const operation = getOperationAST(document);
    if (errors.length > 0 || !operation) throw new Error(`${errors.join('; ') || 'no single operation'} in: ${text}`);
    const compiled = compileQuery(this.schema, document);
    if (!isCompiledQuery(compiled)) throw new Error(`${String((compiled as ExecutionResult).errors)} in: ${text}`);
    return { document, operation, label: operation.name?.value ?? 'unnamed', compiled };
  }

  private prepareOther(text: string, operationName: unknown): Prepared {
    const name = typeof operationName === 'string' ? operationName : null;
    const key = sha256(`${name ?? ''}\n${text}`);
    const known = this.others.get(key);
    if (known) return known;
    const document = parse(text, { maxTokens: LIMITS.tokens });
    // The limits first: the other rules take long over what is beyond them.
    for (const rules of [[limitsRule], this.rules]) {
      const errors = validate(this.schema, document, rules, { maxErrors: 5, hideSuggestions: this.hideSuggestions });
      if (errors.length > 0) throw new InvalidDocument(errors);
    }
    const operation = getOperationAST(document, name);
    if (!operation) throw new InvalidDocument([new GraphQLError('The document names no such operation.')]);
    const prepared = { document, operation, label: 'other', compiled: null, size: text.length };
    this.others.set(key, prepared);
    this.remembered += prepared.size;
    for (const [oldest, { size }] of this.others) {
      if (this.remembered <= REMEMBERED) break;
      this.others.delete(oldest);
      this.remembered -= size;
    }
    return prepared;
  }
}

export class InvalidDocument extends Error {
  constructor(readonly errors: readonly GraphQLError[]) {
    super('invalid document');
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
