// node --require test/support/register-typescript.cjs file.ts: for child processes that a test starts and kills.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { transformSync } = require('@swc/core');

const options = JSON.parse(readFileSync(join(__dirname, '../../.swcrc'), 'utf8'));

require.extensions['.ts'] = (module, filename) => {
  const source = readFileSync(filename, 'utf8');
  const { code } = transformSync(source, { ...options, swcrc: false, sourceMaps: 'inline', filename });
  module._compile(code, filename);
};
