#!/usr/bin/env node
/**
 * Stands in for Prisma's native `schema-engine` executable, so that `prisma migrate …` runs where nothing but
 * the npm registry can be reached: the same command line and the same JSON-RPC over stdio, served by the
 * WebAssembly build of the engine over node-postgres. prisma.config.ts points the CLI here.
 */
import { parseArgs } from 'node:util';
import { runCommand } from './schema-engine/commands.mjs';
import { createEngine, engineVersion } from './schema-engine/engine.mjs';
import { serveJsonRpc } from './schema-engine/json-rpc.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  strict: false, // the CLI also passes flags that mean nothing here
  options: {
    datamodels: { type: 'string', short: 'd', multiple: true, default: [] },
    datasource: { type: 'string', default: '{}' },
    'enabled-preview-features': { type: 'string' },
    'extension-types': { type: 'string' },
    version: { type: 'boolean' },
  },
});
const datasource = JSON.parse(values.datasource);
const [cli, command] = positionals;

if (values.version) {
  console.log(`schema-engine-cli ${engineVersion()}`);
} else if (cli === 'cli') {
  process.exitCode = await runCommand(command, datasource.url);
} else {
  await serveJsonRpc(() => createEngine({ datamodels: values.datamodels, datasource }));
  process.exit(0); // the CLI hung up: do not wait for idle connections
}
