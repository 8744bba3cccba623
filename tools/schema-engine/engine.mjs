import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg';
import { postgresFactory } from './postgres-factory.mjs';

const packageFolder = dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm'));

export function engineVersion() {
  return JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')).version;
}

/** Node 20 cannot `import` a .wasm file, which is what the package's own entry does, so it is linked by hand. */
function linkWebAssembly() {
  const module = new WebAssembly.Module(readFileSync(join(packageFolder, 'schema_engine_bg.wasm')));
  const instance = new WebAssembly.Instance(module, { './schema_engine_bg.js': glue });
  glue.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}

/** The engine reports a panic by calling this global, then traps. */
function keepPanicMessage() {
  globalThis.PRISMA_WASM_PANIC_REGISTRY = {
    message: '',
    set_message(message) {
      this.message = message;
    },
  };
}

/** An engine's methods are named as the JSON-RPC methods of the native one. */
export async function createEngine({ datamodels, datasource }) {
  keepPanicMessage();
  linkWebAssembly();
  const factory = bindMigrationAwareSqlAdapterFactory(postgresFactory(datasource.url, datasource.shadowDatabaseUrl));
  const files = datamodels.map((path) => [path, readFileSync(path, 'utf8')]);
  const log = (line) => process.env.DEBUG && process.stderr.write(`${line}\n`);
  const engine = await glue.SchemaEngine.new({ datamodels: files.length > 0 ? files : undefined }, log, factory);
  return { engine, describeError: (error) => describeError(error, factory.errorRegistry) };
}

function describeError(error, errorRegistry) {
  if (error instanceof WebAssembly.RuntimeError) {
    return { is_panic: true, message: globalThis.PRISMA_WASM_PANIC_REGISTRY.message, error_code: null, meta: null };
  }
  // What the driver threw crosses the WebAssembly border as a number; the registry holds the error itself.
  const id = /External error id#(\d+)/.exec(String(error?.message))?.[1];
  const cause = id === undefined ? error : (errorRegistry.consumeError(Number(id))?.error ?? error);
  return {
    is_panic: false,
    message: cause.cause?.originalMessage ?? cause.message,
    error_code: cause.code ?? null,
    meta: null,
  };
}
