import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, getOperationAST, parse, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { PROJECT_ROOT } from '../src/platform/project-root.js';

const folder = join(PROJECT_ROOT, 'server/playground/src/examples');
const schema = buildSchema(readFileSync(join(PROJECT_ROOT, 'schema.graphql'), 'utf8'));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.graphql'))
  .map((file) => file.replace('.graphql', ''));

describe('the examples of the playground', () => {
  it.each(names)('%s says for whom it is, in both languages', (name) => {
    const [head] = readFileSync(join(folder, `${name}.graphql`), 'utf8').split('\n');
    expect(head).toMatch(/^# (visitor|anyone|woman|man|moderator) \| \S.* \| \S.*$/);
  });

  it.each(names)('%s fits the contract, and so do its variables', (name) => {
    const document = parse(readFileSync(join(folder, `${name}.graphql`), 'utf8'));
    expect(validate(schema, document)).toEqual([]);
    const inputs = readdirSync(folder).includes(`${name}.json`)
      ? (JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as Record<string, unknown>)
      : {};
    expect(getVariableValues(schema, getOperationAST(document)?.variableDefinitions ?? [], inputs).errors).toBeUndefined();
  });

  it('show every role something', () => {
    const roles = names.map((name) => /^# (\w+)/.exec(readFileSync(join(folder, `${name}.graphql`), 'utf8'))?.[1]);
    expect(new Set(roles)).toEqual(new Set(['visitor', 'anyone', 'woman', 'man', 'moderator']));
  });
});
