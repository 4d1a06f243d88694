import type { Config } from 'jest';

const swc = (options: object) => [
  '@swc/jest',
  {
    $schema: 'https://swc.rs/schema.json',
    swcrc: false,
    jsc: { target: 'es2023', keepClassNames: true, ...options },
    module: { type: 'es6' },
    sourceMaps: 'inline',
  },
];

const decorators = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true },
};

const config: Config = {
  projects: [
    {
      displayName: 'server',
      testMatch: ['<rootDir>/server/**/*.test.ts', '<rootDir>/faults/**/*.test.ts'],
      // What needs a program that this machine lacks is left out, and `npm test` says so.
      testPathIgnorePatterns: [
        '/node_modules/',
        '/dist/',
        ...(process.env.REDIS_SERVER ? [] : ['/server/test/nodes/']),
        ...(process.env.FFMPEG ? [] : ['/films\\.test\\.ts$']),
        ...(process.env.CLAMD ? [] : ['/clamd\\.test\\.ts$']),
      ],
      testEnvironment: 'node',
      extensionsToTreatAsEsm: ['.ts'],
      transform: { '^.+\\.ts$': swc(decorators) as [string, Record<string, unknown>] },
      moduleNameMapper: { '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1' },
      setupFiles: ['reflect-metadata'],
      globalSetup: '<rootDir>/server/test/global-setup.mjs',
      globalTeardown: '<rootDir>/server/test/global-teardown.mjs',
    },
    {
      displayName: 'web',
      testMatch: ['<rootDir>/web/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', '<rootDir>/web/e2e/'],
      testEnvironment: 'jsdom',
      testEnvironmentOptions: { customExportConditions: ['node', 'node-addons'] },
      extensionsToTreatAsEsm: ['.ts', '.vue'],
      transform: {
        '^.+\\.vue$': '<rootDir>/web/test/vue-transform.mjs',
        '^.+\\.ts$': swc({ parser: { syntax: 'typescript' } }) as [string, Record<string, unknown>],
      },
      moduleNameMapper: { '\\.css$': '<rootDir>/web/test/empty.mjs' },
      globals: { __APP__: false, __SERVER__: '', __SELLS__: true },
    },
    {
      displayName: 'mobile',
      testMatch: ['<rootDir>/mobile/**/*.test.ts'],
      testPathIgnorePatterns: ['/node_modules/', '/dist/', ...(process.env.AAPT2 && process.env.JAVAC ? [] : ['/mobile/checks/'])],
      testEnvironment: 'node',
      extensionsToTreatAsEsm: ['.ts'],
      transform: { '^.+\\.ts$': swc({ parser: { syntax: 'typescript' } }) as [string, Record<string, unknown>] },
    },
  ],
  testTimeout: 30_000,
  maxWorkers: 2,
  // Each file loads the whole house into a module registry of its own, which a worker never quite gives back.
  workerIdleMemoryLimit: '1.2GB',
};

export default config;
