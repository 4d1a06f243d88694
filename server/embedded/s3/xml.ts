export type Xml = string | number | boolean | readonly Xml[] | { readonly [name: string]: Xml | undefined };

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/';

/** A whole document: the fields of an object are elements, those of an array repeat their name. */
export const document = (root: string, content: Xml): string => {
  const inside = element(root, content).slice(`<${root}>`.length);
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${NAMESPACE}">${inside}`;
};

export function element(name: string, content: Xml | undefined): string {
  if (content === undefined) return '';
  if (isList(content)) return content.map((each) => element(name, each)).join('');
  const inside =
    typeof content === 'object'
      ? Object.entries(content)
          .map(([child, value]) => element(child, value))
          .join('')
      : escape(String(content));
  return `<${name}>${inside}</${name}>`;
}

const isList = (content: Xml): content is readonly Xml[] => Array.isArray(content);

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

const escape = (text: string): string => text.replace(/[&<>"\r]/g, (char) => ESCAPES[char] ?? char);
