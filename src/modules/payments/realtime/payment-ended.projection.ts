import type { RecordedEvent } from '../../../kernel/domain-event';
import { type Projection, SocketProjection } from '../../../platform/realtime/projection';
import { INTENT_ENDED, type IntentEnded, intentEndedSchema } from '../contracts/payment.events';

/** The customer will not pay in this way: the till asks for another. */
@SocketProjection()
export class PaymentEndedProjection implements Projection<IntentEnded> {
  readonly namespace = '/notifications';
  readonly eventType = INTENT_ENDED;
  readonly message = 'payment:ended';
  readonly schema = intentEndedSchema.pick({ intentId: true, outletId: true, method: true, amount: true, state: true });

  frame({ payload: { intentId, outletId, method, amount, state } }: RecordedEvent<IntentEnded>): object {
    return { intentId, outletId, method, amount, state };
  }
}
