import { type TenantConfig, tenantConfigSchema } from '../../modules/identity';
import { textTable } from './text-table';

const WORD = /^(?<name>[a-z]+(_[a-z]+)*|[a-z]+([A-Z][a-z]+)*)=(?<value>true|false|\d{1,9})$/;

/** `batch_size=200`, or as the API writes it. */
export function readFlags(words: readonly string[]): Partial<TenantConfig> {
  const flags = words.map((word) => {
    const { name, value } = WORD.exec(word)?.groups ?? {};
    if (!name || !value) throw new Error(`${word} is not a flag with its value, such as batch_size=200.`);
    return [name.replaceAll(/_([a-z])/g, (_, letter: string) => letter.toUpperCase()), JSON.parse(value) as unknown];
  });
  const read = tenantConfigSchema.partial().safeParse(Object.fromEntries(flags));
  if (read.success) return read.data;
  throw new Error(
    read.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': ')).join('\n'),
  );
}

/** By the names that the database has for them. */
export function flagTable(config: TenantConfig): string {
  const rows = Object.entries(config).map(([name, value]) => ({
    flag: name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    value: String(value),
  }));
  return textTable(rows);
}
