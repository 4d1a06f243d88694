import { z } from 'zod';
import { environment } from './config.js';

/** The text of `.env.example`, from the configuration's own descriptions. */
export function envExample(): string {
  const lines = Object.entries(environment.shape).map(([name, schema]) => {
    const fallback = defaultOf(schema);
    return `# ${schema.description ?? ''}${fallback ? ` Default: ${fallback}.` : ''}\n${name}=`;
  });
  return `# Copy to .env and fill in what you have. \`npm start\` boots a local server for every service left empty;\n# in production everything without a default is required.\n\n${lines.join('\n\n')}\n`;
}

/** The configuration table of the README. */
export function configurationTable(): string {
  const rows = Object.entries(environment.shape).map(
    ([name, schema]) => `| \`${name}\` | ${schema.description ?? ''} | ${code(defaultOf(schema))} |`,
  );
  return `| variable | meaning | default |\n|---|---|---|\n${rows.join('\n')}`;
}

const code = (text: string): string => (text ? `\`${text}\`` : '–');

function defaultOf(schema: z.ZodType): string {
  const { def } = schema as unknown as { def: { defaultValue?: unknown; innerType?: z.ZodType; in?: z.ZodType } };
  if (def.defaultValue !== undefined) return String(def.defaultValue as string | number | boolean);
  const inner = def.innerType ?? def.in;
  return inner ? defaultOf(inner) : '';
}
