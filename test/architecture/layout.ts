import { basename } from 'node:path';
import { isSpec, moduleOf, type SourceFile } from './source-tree';

const AT_THE_TOP = ['main.ts', 'cli.ts', 'app.module.ts', 'launch.ts', 'kernel', 'platform', 'modules', 'cli', 'demo'];
const IN_THE_PLATFORM =
  'auth cache config database events http messaging observability printing realtime redis scheduling'.split(' ');
const IN_A_MODULE = 'contracts domain gateways http listeners providers queries realtime store use-cases'.split(' ');

/** Where in a module the files of a suffix live. */
const HOMES = new Map([
  ['use-case', 'use-cases'],
  ['command', 'use-cases'],
  ['query', 'queries'],
  ['queries', 'queries'],
  ['store', 'store'],
  ['listener', 'listeners'],
  ['controller', 'http'],
  ['gateway', 'gateways'],
  ['provider', 'providers'],
]);

const KEBAB_CASE = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** As the last word of a name or as its suffix; `service-charge.ts` is a noun of ours and passes. */
const SAYS_NOTHING =
  /^base-|(^|[-.])(utils?|common|shared|helpers?|misc|core|libs?|services?|managers?|base)(\.(spec\.)?ts|$)/;

const LINES_MAX = 250;

/** Each folder holds only what its name promises. */
export function strangers(paths: string[]): string[] {
  return paths.flatMap((path) => {
    const [, top = '', second = '', third = '', inside] = path.split('/');
    if (!AT_THE_TOP.includes(top)) return [`${path}: src holds no ${top}`];
    if (top === 'platform' && !IN_THE_PLATFORM.includes(second)) return [`${path}: the platform holds no ${second}`];
    if (top !== 'modules') return [];
    const isDoor = third === 'index.ts' || third === `${second}.module.ts`;
    if (inside === undefined ? isDoor : IN_A_MODULE.includes(third)) return [];
    return [`${path}: a module holds no ${third}`];
  });
}

/** Every module has its door and its Nest module. */
export function doorless(paths: string[]): string[] {
  const names = new Set(paths.map(moduleOf).filter((name) => name !== undefined));
  return [...names]
    .flatMap((name) => [`src/modules/${name}/index.ts`, `src/modules/${name}/${name}.module.ts`])
    .filter((door) => !paths.includes(door));
}

/** Tests may speak of services: theirs are PostgreSQL, Redis and RabbitMQ. */
export function badNames(paths: string[]): string[] {
  return paths.flatMap((path) => {
    const segments = path.split('/');
    const saysNothing = segments.filter((segment) => SAYS_NOTHING.test(segment) && path.startsWith('src/'));
    const oddlyWritten = segments.filter((segment) => !KEBAB_CASE.test(segment));
    return [...saysNothing, ...oddlyWritten].map((segment) => `${path}: ${segment}`);
  });
}

/** `*.store.ts` lives in `store/`, and so on; a listener is found by its name, so `listeners/` holds nothing else. */
export function misfiled(paths: string[]): string[] {
  return paths
    .filter((path) => moduleOf(path) !== undefined)
    .filter((path) => {
      const folder = path.split('/')[3] ?? '';
      const suffix = /\.([a-z-]+)(\.spec)?\.ts$/.exec(basename(path))?.[1] ?? '';
      const home = HOMES.get(suffix);
      return home === undefined ? folder === 'listeners' : home !== folder;
    });
}

/** A use case is tested by a file of its name under test/integration, or by one that names its class. */
export function untestedUseCases(paths: string[], tests: SourceFile[]): string[] {
  return paths
    .filter((path) => /\/use-cases\/[^/]+\.use-case\.ts$/.test(path))
    .filter((path) => {
      const name = basename(path, '.use-case.ts');
      const className = new RegExp(`\\b${pascalCase(name)}UseCase\\b`);
      return !tests.some((test) => basename(test.path, '.spec.ts') === name || className.test(test.text));
    });
}

/** The class in `create-transaction.use-case.ts` is `CreateTransactionUseCase`; no other file there holds a provider. */
export function misnamedUseCases(files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => path.includes('/use-cases/') && !isSpec(path))
    .filter(({ path, text }) => {
      if (!path.endsWith('.use-case.ts')) return text.includes('@Injectable(');
      return !text.includes(`export class ${pascalCase(basename(path, '.use-case.ts'))}UseCase `);
    })
    .map(({ path }) => path);
}

export function tooLong(files: SourceFile[], allowed: Readonly<Record<string, string>>): string[] {
  return files
    .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
    .filter(({ path, lines }) => lines > LINES_MAX && !(path in allowed))
    .map(({ path, lines }) => `${path}: ${lines} lines`);
}

function pascalCase(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}
