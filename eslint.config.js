import js from '@eslint/js';
import globals from 'globals';
import vue from 'eslint-plugin-vue';
import ts from 'typescript-eslint';

/** The feature graph: each may import those before it (through their index.ts), never those after it. */
const FEATURE_ORDER = [
  ['audit'],
  ['accounts'],
  ['limits'],
  ['places', 'billing', 'moderation', 'phones'],
  ['profiles'],
  ['media'],
  ['matches', 'posts'],
  ['discovery', 'chat'],
  ['statistics'],
  ['privacy', 'notifications'],
];
const FEATURES = FEATURE_ORDER.flat();

const inside = {
  group: FEATURES.map((feature) => `**/${feature}/!(index.js)`),
  message: 'A feature has one door: import from its index.js.',
};

function forbidsLaterFeatures(feature) {
  const level = FEATURE_ORDER.findIndex((group) => group.includes(feature));
  const others = FEATURE_ORDER.flatMap((group, index) => (index >= level ? group.filter((name) => name !== feature) : []));
  return {
    files: [`server/src/${feature}/**/*.ts`],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            inside,
            {
              group: [...others.map((name) => `**/${name}/**`), '**/embedded/**', '**/app.js', '**/features.js', '**/viewer.js'],
              message: `${feature} comes before it in the feature graph (eslint.config.js).`,
            },
          ],
        },
      ],
    },
  };
}

export default ts.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'web/src/graphql/generated/**',
      '.data/**',
      '**/test-results/**',
      'web/documents/**',
      'mobile/android/**',
      '.cap-sync-*/**',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked.map((config) => ({ ...config, files: ['**/*.ts', '**/*.vue'] })),
  ...vue.configs['flat/recommended'].map((config) => ({ ...config, files: ['**/*.vue'] })),
  {
    files: ['**/*.ts', '**/*.vue'],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['jest.config.ts'] },
        extraFileExtensions: ['.vue'],
        parser: ts.parser,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-extraneous-class': 'off',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unnecessary-condition': 'off',
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false, arguments: false } }],
      '@typescript-eslint/require-await': 'off',
      'max-lines': ['error', { max: 400, skipBlankLines: false, skipComments: false }],
      'no-restricted-properties': [
        'error',
        { object: 'process', property: 'env', message: 'Only platform/config.ts reads the environment.' },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Named exports only: a name should be the same everywhere.' },
      ],
    },
  },
  {
    // The readers of the environment, and the tools that want a default export.
    files: [
      'server/src/platform/config.ts',
      'server/embedded/**/*.ts',
      'server/test/**/*.ts',
      'bench/**/*.ts',
      '**/*.config.ts',
      'web/codegen.ts',
      'web/e2e/**/*.ts',
      'mobile/**/*.ts',
      'web/build/**/*.ts',
      'server/playground/**/*.ts',
    ],
    rules: { 'no-restricted-properties': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.vue', '**/*.d.ts'],
    rules: {
      'no-restricted-syntax': 'off',
      'vue/multi-word-component-names': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
    },
  },
  // An optional prop is undefined by default, and says so by its type; a default given to one is not useless.
  { files: ['**/*.vue'], rules: { 'vue/require-default-prop': 'off', '@typescript-eslint/no-useless-default-assignment': 'off' } },
  { files: ['web/src/legal/text/**'], rules: { 'no-irregular-whitespace': ['error', { skipTemplates: true }] } },
  { files: ['web/public/**/*.js'], languageOptions: { globals: globals.browser } },
  { files: ['web/build/service-worker.js'], languageOptions: { globals: globals.serviceworker } },
  {
    files: ['web/src/**'],
    ignores: ['web/src/platform/native{,-push}.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group: ['@capacitor/*'], message: 'What the device has comes through platform/ (web/src/platform/platform.ts).' }] },
      ],
    },
  },
  { files: ['web/src/**'], languageOptions: { globals: globals.browser } },
  { files: ['**/*.mjs', '**/*.js', 'scripts/**'], languageOptions: { globals: globals.node } },
  {
    files: ['**/*.test.ts', 'server/test/**'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-restricted-properties': 'off',
    },
  },
  {
    files: ['server/src/platform/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: [...FEATURES.map((name) => `**/${name}/**`), '**/embedded/**', '**/app.js', '**/features.js'],
              message: 'The platform knows no feature.',
            },
          ],
        },
      ],
    },
  },
  ...FEATURES.map(forbidsLaterFeatures),
);
