import { z } from 'zod';
import { Refusal } from './errors.js';
import { header, type S3Request } from './request.js';
import type { Xml } from './xml.js';

export interface CorsRule {
  origins: string[];
  methods: string[];
  headers: string[];
  exposed: string[];
  maxAge?: string;
}

const METHODS = new Set(['GET', 'PUT', 'POST', 'DELETE', 'HEAD']);

const texts = z.array(z.string());

export const CORS_CONFIGURATION = z.object({
  CORSConfiguration: z.object({
    CORSRule: z
      .array(
        z.object({
          AllowedOrigin: texts.min(1),
          AllowedMethod: texts.min(1),
          AllowedHeader: texts.default([]),
          ExposeHeader: texts.default([]),
          MaxAgeSeconds: z.string().regex(/^\d+$/).optional(),
        }),
      )
      .min(1)
      .max(100),
  }),
});

export function rulesFrom({ CORSConfiguration }: z.infer<typeof CORS_CONFIGURATION>): CorsRule[] {
  return CORSConfiguration.CORSRule.map((rule) => {
    const unknown = rule.AllowedMethod.find((method) => !METHODS.has(method));
    if (unknown !== undefined)
      throw new Refusal('InvalidRequest', `Found unsupported HTTP method in CORS config. Unsupported method is ${unknown}`);
    const wild = [...rule.AllowedOrigin, ...rule.AllowedHeader].find((pattern) => pattern.split('*').length > 2);
    if (wild !== undefined) throw new Refusal('InvalidRequest', `"${wild}" can not have more than one wildcard.`);
    return {
      origins: rule.AllowedOrigin,
      methods: rule.AllowedMethod,
      headers: rule.AllowedHeader,
      exposed: rule.ExposeHeader,
      ...(rule.MaxAgeSeconds !== undefined && { maxAge: rule.MaxAgeSeconds }),
    };
  });
}

export const rulesToXml = (rules: readonly CorsRule[]): Xml => ({
  CORSRule: rules.map((rule) => ({
    AllowedMethod: rule.methods,
    AllowedOrigin: rule.origins,
    AllowedHeader: rule.headers,
    ExposeHeader: rule.exposed,
    MaxAgeSeconds: rule.maxAge,
  })),
});

/** Answers a browser that asks before it sends: nobody needs to be known for that. */
export function preflight(request: S3Request, rules: readonly CorsRule[]): Record<string, string> {
  const method = header(request, 'access-control-request-method');
  if (header(request, 'origin') === undefined || method === undefined) {
    throw new Refusal('InvalidRequest', 'Insufficient information. Origin request header needed.');
  }
  const allowed = corsHeaders(request, rules, method);
  if (!allowed) throw new Refusal('AccessForbidden');
  return allowed;
}

/** What lets a page of another origin read the answer; null when no rule of the bucket does. */
export function corsHeaders(request: S3Request, rules: readonly CorsRule[], method = request.method): Record<string, string> | null {
  const origin = header(request, 'origin');
  if (origin === undefined) return null;
  const wanted = (header(request, 'access-control-request-headers') ?? '').toLowerCase().split(/ *, */).filter(Boolean);
  const rule = rules.find(
    ({ origins, methods, headers }) =>
      methods.includes(method) &&
      origins.some((pattern) => fits(pattern, origin)) &&
      wanted.every((name) => headers.some((pattern) => fits(pattern.toLowerCase(), name))),
  );
  if (!rule) return null;
  return {
    'access-control-allow-origin': rule.origins.includes('*') ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(wanted.length > 0 && { 'access-control-allow-headers': wanted.join(', ') }),
    ...(rule.exposed.length > 0 && { 'access-control-expose-headers': rule.exposed.join(', ') }),
    ...(rule.maxAge !== undefined && { 'access-control-max-age': rule.maxAge }),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  };
}

function fits(pattern: string, text: string): boolean {
  const [start = '', end] = pattern.split('*');
  if (end === undefined) return pattern === text;
  return text.length >= start.length + end.length && text.startsWith(start) && text.endsWith(end);
}
