import { XMLParser } from 'fast-xml-parser';
import type { z } from 'zod';
import { Refusal } from '../errors.js';

const REPEATED = new Set(['Part', 'Object', 'CORSRule', 'AllowedOrigin', 'AllowedMethod', 'AllowedHeader', 'ExposeHeader']);

const parser = new XMLParser({ ignoreDeclaration: true, parseTagValue: false, trimValues: false, isArray: (name) => REPEATED.has(name) });

/** Every value is text. What has another shape, is cut short or brings entities of its own is refused. */
export function parseXml<T>(text: string, shape: z.ZodType<T>): T {
  try {
    const content = parser.parse(text) as Record<string, unknown>;
    const [root = ''] = Object.keys(content);
    if (text.includes('<!') || !text.trimEnd().endsWith(`</${root}>`)) throw new Refusal('MalformedXML');
    return shape.parse(content);
  } catch {
    throw new Refusal('MalformedXML');
  }
}
