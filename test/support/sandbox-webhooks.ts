import { newId } from '../../src/kernel/ids';
import {
  SANDBOX_SIGNATURE,
  type SandboxWebhook,
  signSandbox,
} from '../../src/modules/payments/providers/sandbox.provider';
import type { Client, Reply } from './client';

/** With which the served app's sandbox signs. */
export const SANDBOX_SECRET = 'the secret of a sandbox in a test';

type Told = Partial<SandboxWebhook> & Pick<SandboxWebhook, 'reference'>;

export const sandboxWebhook = (told: Told): string =>
  JSON.stringify({ eventId: newId(), status: 'PAID', amount: 10_002, currency: 'IDR', ...told });

/** What the sandbox would send, to a business; signed by the sandbox, or by somebody else. */
export function sendWebhook(
  client: Client,
  businessId: string,
  raw: string,
  { signature = signSandbox(raw, SANDBOX_SECRET) as string | null, provider = 'sandbox' } = {},
): Promise<Reply> {
  const headers: Record<string, string> = signature === null ? {} : { [SANDBOX_SIGNATURE]: signature };
  return client.send('POST', `/webhooks/payments/${provider}/${businessId}`, { raw, headers, key: null });
}
