import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from './source-tree';

export interface Violation {
  readonly rule: { readonly name: string };
  readonly from: string;
  readonly to: string;
}

export interface Cruise {
  readonly violations: Violation[];
  /** The paths that were read as source. */
  readonly sources: string[];
}

/** Seconds of work, which may take minutes where others work too. */
export const CRUISE_MS = 240_000;

const DEPCRUISE = join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

/** Runs dependency-cruiser over `src` as `npm run architecture` does; it is an ES module, so in its own process. */
export function cruise(directory: string): Cruise {
  const report = execFileSync(
    process.execPath,
    [DEPCRUISE, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src'],
    { cwd: directory, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024, timeout: CRUISE_MS },
  );
  const { modules, summary } = JSON.parse(report) as {
    modules: { source: string; followable?: boolean; coreModule?: boolean }[];
    summary: { violations: Violation[] };
  };
  const sources = modules.map((module) => module.source).filter((path) => path.startsWith('src/'));
  return { violations: summary.violations, sources };
}

export function describeViolation({ rule, from, to }: Violation): string {
  return from === to ? `${rule.name}: ${from}` : `${rule.name}: ${from} → ${to}`;
}
