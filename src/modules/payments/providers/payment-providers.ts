import { Inject, Injectable } from '@nestjs/common';
import { ENVIRONMENT } from '../../../platform/config/config.module';
import type { Environment } from '../../../platform/config/environment';
import { requireNoTransaction } from '../../../platform/database/open-transaction';
import { providerMissing } from '../domain/payments.errors';
import type { PaymentProvider } from './payment-provider';

export const CONFIGURED_PROVIDERS = Symbol('the payment providers that this installation is configured for');

/** Where a provider is found by whoever calls it. While a transaction is open, nobody finds one. */
@Injectable()
export class PaymentProviders {
  constructor(
    @Inject(ENVIRONMENT) private readonly environment: Environment,
    @Inject(CONFIGURED_PROVIDERS) private readonly configured: readonly PaymentProvider[],
  ) {}

  /** The one that new payments are asked of. Throws `payments.provider-missing`. */
  get present(): PaymentProvider {
    const present = this.named(this.environment.PAYMENT_PROVIDER ?? '');
    if (!present) throw providerMissing();
    return present;
  }

  named(name: string): PaymentProvider | undefined {
    requireNoTransaction();
    return this.configured.find((provider) => provider.name === name);
  }
}
