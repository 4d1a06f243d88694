import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';

/** A typed operation written by the code generation, whatever its weight: only its types and its hash matter here. */
export type TrustedDocument<TData, TVariables> = DocumentTypeDecoration<TData, TVariables>;

export function hashOf(document: object): string {
  const hash = (document as { __meta__?: { hash?: unknown } }).__meta__?.hash;
  if (typeof hash !== 'string') throw new Error('This document has no hash: run the code generation');
  return hash;
}
