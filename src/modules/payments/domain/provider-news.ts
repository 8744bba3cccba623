import type { Money } from '../../../kernel/money';

/** What a provider says of a payment, in one vocabulary for all providers. */
export type ProviderNews =
  | { readonly kind: 'pending'; readonly reference: string | null; readonly qrPayload: string | null }
  | { readonly kind: 'paid'; readonly amount: Money; readonly currency: string; readonly reference: string | null }
  | { readonly kind: 'declined' | 'expired' | 'cancelled' };
