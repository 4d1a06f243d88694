import { Refusal } from '../../scripts/lib/say.mjs';

const PRIVATE = /^(localhost|127\.\d+\.\d+\.\d+|10\.\d+\.\d+\.\d+|192\.168\.\d+\.\d+|172\.(1[6-9]|2\d|3[01])\.\d+\.\d+|[\w-]+\.local)$/;

/** The origin the app speaks to. Without TLS only in a debug build, and only inside the own network. */
export function serverOf(text, { release }) {
  if (!text) throw new Refusal('Which server? npm run apk -- --server https://premierpas.example');
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['https:', 'http:'].includes(url.protocol)) throw new Refusal(`--server wants an address: https://… (got ${text})`);
  if (url.pathname !== '/' || url.search || url.hash) throw new Refusal(`--server wants an address without a path: ${url.origin}`);
  if (url.protocol === 'http:' && release) throw new Refusal('A release speaks https only.');
  if (url.protocol === 'http:' && !PRIVATE.test(url.hostname))
    throw new Refusal(`http is for a private address (192.168.…, 10.…, localhost); ${url.hostname} is not one.`);
  return url.origin;
}
