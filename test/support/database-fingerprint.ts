import type { Client } from 'pg';
import { fingerprint } from './tenant-tables';

/** Equal before and after what was to write nothing. Sessions are left out: every log-in writes one. */
export async function databaseFingerprint(owner: Client): Promise<Record<string, string>> {
  const { 'identity.refresh_tokens': _, ...tables } = await fingerprint(owner);
  return tables;
}
