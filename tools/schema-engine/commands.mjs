import pg from 'pg';
import { databaseUrl, withClient } from './connections.mjs';

const prismaCodes = { '3D000': 'P1003', '28P01': 'P1000', '42P04': 'P1009' };

function log(level, message, errorCode) {
  const fields = { message, error_code: errorCode, is_panic: false };
  process.stderr.write(`${JSON.stringify({ level, target: 'schema_engine::logger', fields })}\n`);
}

/** `cli can-connect-to-database` and `cli create-database`, asked before a migration. Returns the exit code. */
export async function runCommand(command, url) {
  log('INFO', 'Starting schema engine CLI'); // the CLI drops the first line of stderr, so there has to be one
  try {
    if (command === 'create-database') await createDatabase(url);
    else if (command === 'can-connect-to-database') await withClient(url, (client) => client.query('select 1'));
    else throw new Error(`unknown command ${command}`);
    log('INFO', 'Connection successful');
    return 0;
  } catch (error) {
    log('ERROR', error.message, prismaCodes[error.code] ?? 'P1001');
    return 1;
  }
}

async function createDatabase(url) {
  const name = decodeURIComponent(new URL(url).pathname.slice(1));
  await withClient(databaseUrl(url, 'postgres'), (client) =>
    client.query(`create database ${pg.escapeIdentifier(name)}`),
  );
}
