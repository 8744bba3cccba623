import type { Clock } from '../../../kernel/clock';
import type { Environment } from '../../../platform/config/environment';
import { MidtransProvider } from './midtrans.provider';
import type { PaymentProvider } from './payment-provider';
import { ProviderClient } from './provider-client';
import { SandboxProvider } from './sandbox.provider';
import { XenditProvider } from './xendit.provider';

/** Those whose secrets are configured: new payments are asked of one, and what was asked of the others goes on. */
export function configuredProviders(environment: Environment, clock: Clock): PaymentProvider[] {
  const { MIDTRANS_SERVER_KEY, MIDTRANS_URL, XENDIT_SECRET_KEY, XENDIT_WEBHOOK_TOKEN, XENDIT_URL } = environment;
  const providers: PaymentProvider[] = [];
  if (environment.NODE_ENV !== 'production') {
    providers.push(new SandboxProvider(environment.PAYMENT_SANDBOX_SECRET, clock));
  }
  if (MIDTRANS_SERVER_KEY) {
    const client = new ProviderClient(MIDTRANS_URL, MIDTRANS_SERVER_KEY);
    providers.push(new MidtransProvider(client, MIDTRANS_SERVER_KEY, webhookUrl(environment, 'midtrans')));
  }
  if (XENDIT_SECRET_KEY && XENDIT_WEBHOOK_TOKEN) {
    const client = new ProviderClient(XENDIT_URL, XENDIT_SECRET_KEY);
    providers.push(new XenditProvider(client, XENDIT_WEBHOOK_TOKEN, webhookUrl(environment, 'xendit')));
  }
  return providers;
}

function webhookUrl({ PUBLIC_URL }: Environment, provider: string): ((businessId: string) => string) | null {
  if (PUBLIC_URL === undefined) return null;
  return (businessId) => new URL(`/api/v1/webhooks/payments/${provider}/${businessId}`, PUBLIC_URL).toString();
}
