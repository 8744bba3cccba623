import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import {
  RECEIPT_COPIED,
  RECEIPT_SETTINGS_CHANGED,
  type ReceiptCopied,
  type ReceiptSettingsChanged,
} from '../contracts/receipt.events';

export function receiptCopied(
  payload: ReceiptCopied,
  occurredAt: Date,
): DomainEvent<typeof RECEIPT_COPIED, ReceiptCopied> {
  return { eventId: newId(), type: RECEIPT_COPIED, version: 1, outletId: payload.outletId, payload, occurredAt };
}

export function receiptSettingsChanged(
  payload: ReceiptSettingsChanged,
  occurredAt: Date,
): DomainEvent<typeof RECEIPT_SETTINGS_CHANGED, ReceiptSettingsChanged> {
  const { outletId } = payload;
  return { eventId: newId(), type: RECEIPT_SETTINGS_CHANGED, version: 1, outletId, payload, occurredAt };
}
