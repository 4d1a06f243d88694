/** Operations to begin with, one file each; the file's first line says for whom and what, in both languages. */
const files = import.meta.glob<string>('./examples/*.graphql', { query: '?raw', import: 'default', eager: true });
const variables = import.meta.glob<string>('./examples/*.json', { query: '?raw', import: 'default', eager: true });

export const ROLES = ['visitor', 'anyone', 'woman', 'man', 'moderator'] as const;
export type ExampleRole = (typeof ROLES)[number];

export interface Example {
  name: string;
  role: ExampleRole;
  title: { fr: string; en: string };
  query: string;
  variables?: string;
}

export const EXAMPLES: Example[] = Object.entries(files).map(([path, text]) => {
  const name = path.replace(/^.*\/\d+-|\.graphql$/g, '');
  const [head = '', ...body] = text.split('\n');
  const [role, fr = name, en = name] = head.replace(/^# /, '').split(' | ');
  return {
    name,
    role: role as ExampleRole,
    title: { fr, en },
    query: body.join('\n').trim() + '\n',
    variables: variables[path.replace(/graphql$/, 'json')],
  };
});

export const FIRST_EXAMPLE = EXAMPLES[0]!;
