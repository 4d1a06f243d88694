interface Printable {
  __meta__?: { hash: string };
}

/**
 * Stands in for the printer of GraphQL, by which the client knows whether two documents are one: a trusted document
 * has its hash for that.
 */
export const print = Object.assign((document: Printable) => document.__meta__?.hash ?? JSON.stringify(document), { reset() {} });
