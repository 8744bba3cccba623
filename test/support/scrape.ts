import type { Client } from './client';

interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What Prometheus reads at a process. */
export class Scrape {
  private constructor(
    /** The metrics that it declares, whether or not they have a sample. */
    readonly declared: ReadonlySet<string>,
    readonly samples: readonly Sample[],
  ) {}

  static async of(client: Client, token?: string): Promise<Scrape> {
    const headers: Record<string, string> = token === undefined ? {} : { authorization: `Bearer ${token}` };
    const { status, text } = await client.send('GET', '/metrics', { headers });
    if (status !== 200) throw new Error(`no metrics: ${status} ${text}`);
    const lines = text.split('\n');
    return new Scrape(
      new Set(lines.flatMap((line) => /^# TYPE (\S+)/.exec(line)?.[1] ?? [])),
      lines.filter((line) => line !== '' && !line.startsWith('#')).map(read),
    );
  }

  /** The sum over what has these labels; undefined where nothing has. */
  value(name: string, labels: Record<string, string> = {}): number | undefined {
    const found = this.samples.filter(
      (sample) =>
        sample.name === name && Object.entries(labels).every(([label, text]) => sample.labels[label] === text),
    );
    return found.length === 0 ? undefined : found.reduce((sum, { value }) => sum + value, 0);
  }
}

function read(line: string): Sample {
  const [, name, labels = '', value] = /^([a-z_:][\w:]*)(?:\{(.*)\})? (\S+)$/i.exec(line)!;
  const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, label, text]) => [label!, text!]);
  return { name: name!, labels: Object.fromEntries(pairs) as Record<string, string>, value: Number(value) };
}
