import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { moneyToJson } from '../../../kernel/money';
import {
  INTENT_CREATED,
  INTENT_ENDED,
  INTENT_PAID,
  type IntentCreated,
  type IntentEnded,
  type IntentPaid,
} from '../contracts/payment.events';
import type { Intent } from './intent';

type Known = Pick<Intent, 'id' | 'outletId' | 'method' | 'provider' | 'amount'>;

function facts({ id, outletId, method, provider, amount }: Known) {
  return { intentId: id, outletId, method, provider, amount: moneyToJson(amount) };
}

function told<Type extends string, Payload extends { outletId: string }>(
  type: Type,
  payload: Payload,
  occurredAt: Date,
): DomainEvent<Type, Payload> {
  return { eventId: newId(), type, version: 1, outletId: payload.outletId, payload, occurredAt };
}

export function intentCreated(intent: Known & Pick<Intent, 'expiresAt'>, at: Date) {
  const payload: IntentCreated = { ...facts(intent), expiresAt: intent.expiresAt.toISOString() };
  return told(INTENT_CREATED, payload, at);
}

export function intentPaid(intent: Known, reference: string | null, at: Date) {
  const payload: IntentPaid = { ...facts(intent), reference };
  return told(INTENT_PAID, payload, at);
}

export function intentEndedAs(intent: Known, state: IntentEnded['state'], at: Date) {
  const payload: IntentEnded = { ...facts(intent), state };
  return told(INTENT_ENDED, payload, at);
}
