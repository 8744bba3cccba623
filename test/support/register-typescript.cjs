// node --require test/support/register-typescript.cjs file.ts: for child processes that a test starts and kills.
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');

require('./cheap-wasm.cjs');

const swcrc = readFileSync(join(__dirname, '../../.swcrc'), 'utf8');
const { version } = require('@swc/core/package.json');

/** What is compiled is kept: a run starts a hundred such processes. */
const cache = join(tmpdir(), 'tillbook-compiled');
mkdirSync(cache, { recursive: true });

require.extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha1').update([version, swcrc, filename, source].join('\0')).digest('hex');
  module._compile(compiled(source, filename, join(cache, key)), filename);
};

function compiled(source, filename, kept) {
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    const { code } = require('@swc/core').transformSync(source, { ...JSON.parse(swcrc), swcrc: false, filename });
    writeFileSync(`${kept}.${process.pid}`, code);
    renameSync(`${kept}.${process.pid}`, kept); // whole, or not there: others are reading
    return code;
  }
}
