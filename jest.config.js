const { readFileSync } = require('node:fs');
const { join } = require('node:path');

const swc = { ...JSON.parse(readFileSync(join(__dirname, '.swcrc'), 'utf8')), swcrc: false, sourceMaps: 'inline' };
const javascript = { ...swc, jsc: { target: swc.jsc.target, parser: { syntax: 'ecmascript' } } };

/**
 * Packages that exist only as ES modules. Node 20.19 can require() them; Jest's own module loader cannot, so they
 * are compiled like our code. `SyntaxError: Cannot use import statement` in a spec means one is missing here.
 */
const esmOnly = [
  '@nestjs',
  '@borewit',
  '@tokenizer',
  'file-type',
  'jose',
  'load-esm',
  'strtok3',
  'temporal-polyfill',
  'temporal-spec',
  'temporal-utils',
  'token-types',
  'uint8array-extras',
  'uuid',
];

/** @type {import('jest').Config} */
module.exports = {
  rootDir: __dirname,
  testMatch: ['<rootDir>/src/**/*.spec.ts', '<rootDir>/test/**/*.spec.ts'],
  testEnvironment: 'node',
  setupFiles: ['<rootDir>/test/support/cheap-wasm.cjs'],
  transform: { '\\.ts$': ['@swc/jest', swc], '\\.js$': ['@swc/jest', javascript] },
  // Judged by the last node_modules in the path, so that a nested copy counts too.
  transformIgnorePatterns: [`/node_modules/(?!.*/node_modules/)(?!(${esmOnly.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
  maxWorkers: 2,
  // Most specs talk to a real server; a hung one should still be named before anybody's patience ends.
  testTimeout: 30_000,
  // Every spec file loads Nest afresh, and what it leaves behind in a worker is never given back.
  workerIdleMemoryLimit: '1GB',
};
