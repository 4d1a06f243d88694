import { keep } from './run.js';

/** Shorter, it could stand in any line by accident; codes of six digits are looked for as such. */
const SHORTEST = 8;
const CODE = /^\d{6}$/;
/** Ids, dates and names of constants are in the log by right. */
const NOT_PERSONAL = /^(?:[0-9a-f]{8}-[0-9a-f-]{27}|\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?|[A-Z_]+)$/i;
/** The protocol's own. */
const PROTOCOL = new Set(['type', 'id', 'operationName', 'sha256Hash', '__typename']);
const LITERAL = /"((?:[^"\\\n]|\\.)*)"/g;

const told = new Set<string>();

/**
 * Keeps every text in what a test tells the house, and those that its document spells out: none of it may be found in the log
 * when the run is over.
 */
export function confide(value: unknown, key = 'text'): void {
  if (typeof value === 'string' && key === 'query')
    confide(
      [...value.matchAll(LITERAL)].map(([, literal]) => literal),
      'a document',
    );
  else if (typeof value === 'string') confideText(value, key);
  else if (typeof value === 'object' && value !== null)
    for (const [name, inside] of Object.entries(value)) if (!PROTOCOL.has(name)) confide(inside, Array.isArray(value) ? key : name);
}

/** The tokens in what the house answers. */
export function confideTokens(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null) return;
  for (const [name, inside] of Object.entries(answer)) {
    if (name === 'accessToken' || name === 'refreshToken') confide(inside, name);
    else confideTokens(inside);
  }
}

/** What an operator trusts the house with: keys, and passwords in addresses. */
export function confideSettings(environment: Record<string, string>): void {
  for (const [name, value] of Object.entries(environment)) {
    if (/SECRET|PEPPER|_KEY$|_TOKEN$|ACCOUNT$/.test(name)) confide(value, name);
    const password = /^\w+:\/\/[^/@]*:([^/@]+)@/.exec(value)?.[1];
    if (password) confide(decodeURIComponent(password), `password of ${name}`);
  }
}

function confideText(text: string, key: string): void {
  if ((text.length < SHORTEST && !CODE.test(text)) || NOT_PERSONAL.test(text) || told.has(text)) return;
  told.add(text);
  keep('told', JSON.stringify([key, text]));
}
