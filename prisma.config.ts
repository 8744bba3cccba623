import { join } from 'node:path';
import { defineConfig } from 'prisma/config';

// Prisma would download a native schema engine at its first migration; ours is the WebAssembly build from npm.
// The CLI evaluates this file before it looks for the engine, so setting the variable here is early enough.
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= join(__dirname, 'tools', 'schema-engine.mjs');

export default defineConfig({
  schema: 'prisma/schema',
  migrations: { path: 'prisma/migrations' },
  datasource: {
    url: process.env.DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/tillbook',
    // Unset is fine where the log-in may create databases: the engine then makes a shadow database and drops it.
    shadowDatabaseUrl: process.env.SHADOW_DATABASE_URL,
  },
});
