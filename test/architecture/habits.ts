import { isSpec, type SourceFile } from './source-tree';
import { codeOf } from './typescript-source';

export interface Habit {
  readonly name: string;
  readonly within: RegExp;
  readonly except?: RegExp;
  readonly never: RegExp;
  /** Code that breaks it, and where. */
  readonly planted: { readonly path: string; readonly text: string }[];
}

/** What an import cannot show. */
export const habits: Habit[] = [
  {
    name: 'the environment is read in platform/config only',
    within: /^src\//,
    except: /^src\/platform\/config\//,
    never: /\bprocess\s*(\?\.|\.)\s*env\b|\bprocess\[|\}\s*=\s*(globalThis\.)?process\b/,
    planted: [
      { path: 'src/main.ts', text: 'const port = process.env.PORT;' },
      { path: 'src/platform/http/port.ts', text: 'const { env } = process;' },
      { path: 'src/cli.ts', text: "const port = process['env'].PORT;" },
    ],
  },
  {
    name: 'a subscriber is not async: its rejection would be nobody’s',
    within: /^src\//,
    never: /\.subscribe\(\s*(async\b|\{[^;]*?\b(next|error|complete)\s*(:\s*async\b|\()?[^;]*?\basync\b|\{\s*async\b)/,
    planted: [
      { path: 'src/platform/events/relay.ts', text: 'bus.advanced$.subscribe(async (event) => deliver(event));' },
      { path: 'src/platform/events/relay.ts', text: 'bus.advanced$.subscribe({ next: async (e) => deliver(e) });' },
      {
        path: 'src/platform/events/relay.ts',
        text: 'bus.advanced$.subscribe({ async next(e) { await deliver(e); } });',
      },
    ],
  },
  {
    name: 'a store asks one thing at a time: a tx is one connection',
    within: /^src\/modules\/[^/]+\/store\//,
    never: /\bPromise\.(all|allSettled|any|race)\b/,
    planted: [
      {
        path: 'src/modules/sales/store/shift.store.ts',
        text: 'await Promise.all(lines.map((line) => insert(tx, line)));',
      },
    ],
  },
  {
    name: 'rules take time and chance as arguments',
    within: /^src\/(modules\/[^/]+\/domain|kernel)\//,
    except: /^src\/kernel\/clock\.ts$/,
    never:
      /\bMath\.random\b|\bDate\.now\b|\bnew Date(\(\)|(?!\w|\())|\bperformance\.now\b|\bTemporal\.Now\b|\bcrypto\.\w/,
    planted: [
      { path: 'src/modules/sales/domain/shift.ts', text: 'const at = new Date();' },
      { path: 'src/modules/sales/domain/shift.ts', text: 'const at = new Date;' },
      { path: 'src/modules/sales/domain/receipt.ts', text: 'const number = Date.now() + Math.random();' },
      { path: 'src/kernel/business-date.ts', text: 'const today = Temporal.Now.plainDateISO();' },
      { path: 'src/kernel/ids.ts', text: 'const id = crypto.randomUUID();' },
    ],
  },
  {
    name: 'rules talk to nobody',
    within: /^src\/(modules\/[^/]+\/domain|kernel)\//,
    never: /\bfetch\(|\bset(Timeout|Interval|Immediate)\(|\bconsole\.|\bprocess\./,
    planted: [
      { path: 'src/modules/sales/domain/shift.ts', text: "console.log('closing');" },
      { path: 'src/kernel/invariant.ts', text: 'process.exit(1);' },
    ],
  },
];

export function breaches({ within, except, never }: Habit, files: SourceFile[]): string[] {
  return files
    .filter(({ path }) => within.test(path) && !except?.test(path) && !isSpec(path))
    .filter(({ text }) => never.test(codeOf(text)))
    .map(({ path }) => path);
}
