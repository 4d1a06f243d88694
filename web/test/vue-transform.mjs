// Compiles a single-file component for Jest: one module, its template inlined, its types removed.
import { createHash } from 'node:crypto';
import { transformSync } from '@swc/core';
import { compileScript, parse } from '@vue/compiler-sfc';

const SWC = {
  jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

function compile(source, filename) {
  const { descriptor, errors } = parse(source, { filename });
  if (errors.length > 0) throw errors[0];
  const id = createHash('sha256').update(filename).digest('hex').slice(0, 8);
  // A component without a script still needs one to carry its template.
  const whole =
    descriptor.script || descriptor.scriptSetup ? descriptor : parse(`<script setup></script>\n${source}`, { filename }).descriptor;
  const { content } = compileScript(whole, { id, inlineTemplate: true });
  return transformSync(content, { ...SWC, filename: `${filename}.ts` });
}

export default {
  process: (source, filename) => ({ code: compile(source, filename).code }),
  processAsync: async (source, filename) => ({ code: compile(source, filename).code }),
  getCacheKey: (source, filename) => createHash('sha256').update('vue-1').update(filename).update(source).digest('hex'),
};
