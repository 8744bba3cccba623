import { newId } from '../../../kernel/ids';
import {
  WEBHOOK_MISMATCHED,
  WEBHOOK_RECEIVED,
  type WebhookMismatched,
  type WebhookReceived,
} from '../contracts/webhook.events';

/** Of the business and of no outlet: whose payment it is about is found out afterwards. */
export function webhookReceived(payload: WebhookReceived, occurredAt: Date) {
  return { eventId: newId(), type: WEBHOOK_RECEIVED, version: 1, outletId: null, payload, occurredAt };
}

export function webhookMismatched(payload: WebhookMismatched, occurredAt: Date) {
  return { eventId: newId(), type: WEBHOOK_MISMATCHED, version: 1, outletId: null, payload, occurredAt };
}
