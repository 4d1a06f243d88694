import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeSchema, printContract } from '../src/platform/graphql/schema.js';
import { PROJECT_ROOT } from '../src/platform/project-root.js';
import { theHouse, useHouse } from './harness.js';

useHouse();

describe('the contract', () => {
  it('is what schema.graphql says (npm run schema writes it)', async () => {
    const emitted = printContract(await describeSchema(theHouse().app.resolvers));
    expect(emitted).toBe(readFileSync(join(PROJECT_ROOT, 'schema.graphql'), 'utf8'));
  });

  it('still answers the documents of every released site and app', () => {
    expect(() => theHouse().app.documents.assertTrustedAreValid()).not.toThrow();
  });
});
