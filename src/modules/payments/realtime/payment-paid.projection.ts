import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import { INTENT_PAID, type IntentPaid, intentPaidSchema } from '../contracts/payment.events';

/** The customer has paid: the till may sell. */
@SocketProjection()
export class PaymentPaidProjection implements Projection<IntentPaid> {
  readonly namespace = '/notifications';
  readonly eventType = INTENT_PAID;
  readonly message = 'payment:paid';
  readonly schema = intentPaidSchema.pick({ intentId: true, outletId: true, method: true, amount: true });

  frame({ payload: { intentId, outletId, method, amount } }: RecordedEvent<IntentPaid>): object {
    return { intentId, outletId, method, amount };
  }
}
