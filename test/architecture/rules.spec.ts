import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { CRUISE_MS, cruise, describeViolation, type Cruise } from './cruise';
import { plantedImports, type Planted } from './planted-imports';
import { soundShop } from './sound-shop';
import { ROOT } from './source-tree';

/** A green run over no files is the classic failure. Raise it as the tree grows. */
const MINIMUM_MODULES_CRUISED = 200;

interface Rule {
  readonly name: string;
}

const { forbidden } = require('../../.dependency-cruiser.cjs') as { forbidden: Rule[] };

describe('the import rules, over a planted tree', () => {
  let planted: Cruise;
  let directory: string;

  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'tillbook-planted-'));
    plant(directory);
    planted = cruise(directory);
  }, CRUISE_MS);

  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(plantedImports)('$rule refuses $file', ({ rule, file, beside }) => {
    const mine = new Set([file, ...Object.keys(beside ?? {})]);
    const fired = planted.violations.filter((violation) => mine.has(violation.from));
    expect([...new Set(fired.map((violation) => violation.rule.name))]).toEqual([rule]);
  });

  it('lets the sound shop be', () => {
    const sound = planted.violations.filter((violation) => violation.from in soundShop);
    expect(sound.map(describeViolation)).toEqual([]);
  });

  it('has a planted violation for every rule', () => {
    const names = (rules: string[]) => [...new Set(rules)].sort();
    expect(names(plantedImports.map((violation) => violation.rule))).toEqual(names(forbidden.map((rule) => rule.name)));
  });
});

describe('the import rules, over src', () => {
  let real: Cruise;

  beforeAll(() => {
    real = cruise(ROOT);
  }, CRUISE_MS);

  it('are kept', () => {
    expect(real.violations.map(describeViolation)).toEqual([]);
  });

  it('read enough files to mean it', () => {
    expect(real.sources.length).toBeGreaterThanOrEqual(MINIMUM_MODULES_CRUISED);
  });
});

function plant(directory: string): void {
  for (const file of ['.dependency-cruiser.cjs', '.module-map.cjs', 'tsconfig.json', 'package.json']) {
    cpSync(join(ROOT, file), join(directory, file));
  }
  symlinkSync(join(ROOT, 'node_modules'), join(directory, 'node_modules'));

  const files = new Map(Object.entries(soundShop));
  for (const violation of plantedImports) {
    files.set(violation.file, violation.source);
    for (const [file, source] of Object.entries(violation.beside ?? {})) files.set(file, source);
    if (violation.reached !== false) reach(violation, files);
  }
  for (const [file, source] of files) {
    mkdirSync(dirname(join(directory, file)), { recursive: true });
    writeFileSync(join(directory, file), source);
  }
}

/** Imports the planted file from where it may be imported, so that it breaks its own rule only. */
function reach({ file }: Planted, files: Map<string, string>): void {
  const module = /^src\/modules\/([^/]+)\//.exec(file)?.[1];
  const importer =
    module === undefined || basename(file) === 'index.ts' ? 'src/main.ts' : `src/modules/${module}/${module}.module.ts`;
  const path = relative(dirname(importer), file).replace(/\.ts$/, '');
  files.set(importer, `import './${path}';\n${files.get(importer)}`);
}
