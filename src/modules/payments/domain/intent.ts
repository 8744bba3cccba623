import type { Money } from '../../../kernel/money';
import type { IntentMethod } from '../contracts/payment.events';
import type { ProviderNews } from './provider-news';

/** created: the provider may not know of it yet. From pending it goes to one of the others, and ends there. */
export const INTENT_STATES = ['created', 'pending', 'paid', 'declined', 'expired', 'cancelled'] as const;

export type IntentState = (typeof INTENT_STATES)[number];

export const PROVIDER_CALLS = ['create', 'status', 'cancel'] as const;

export type ProviderCall = (typeof PROVIDER_CALLS)[number];

/** A customer's payment that a provider is asked for, from before it is asked. */
export interface Intent {
  readonly id: string;
  readonly outletId: string;
  readonly method: IntentMethod;
  readonly provider: string;
  readonly amount: Money;
  readonly currency: string;
  readonly state: IntentState;
  /** By which the provider knows it. */
  readonly reference: string | null;
  /** What the customer scans. */
  readonly qrPayload: string | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** What the provider is called for next, how often it was, and when. */
  readonly nextCall: ProviderCall | null;
  readonly calls: number;
  readonly nextCallAt: Date | null;
  /** The sale that was paid with it. */
  readonly saleId: string | null;
}

/** What can change of an intent. */
export type IntentChange = Pick<Intent, 'state' | 'reference' | 'qrPayload' | 'nextCall' | 'calls' | 'nextCallAt'>;

/** `late`: money came for what had ended, and goes back. `mismatched`: other money came than was asked for. */
export type Told = 'nothing' | 'paid' | 'ended' | 'late' | 'mismatched';

export interface Heard {
  readonly change: IntentChange;
  readonly told: Told;
}

const POLL_MS = 2_000;
const POLL_MS_MAX = 60_000;
/** A provider that cannot be told of an end is told no more after this; money that still comes goes back. */
const CANCELS_MAX = 10;

/** Of an outcome that was never heard, the news is `away`. */
export type News = ProviderNews | { readonly kind: 'away' };

/** What news make of an intent. The same news again make nothing. */
export function hear(intent: Intent, news: News, at: Date): Heard {
  const isOpen = intent.state === 'created' || intent.state === 'pending';
  if (news.kind === 'paid') return isOpen ? hearPaid(intent, news) : hearLate(intent, news);
  if (!isOpen) return { change: afterItsEnd(intent, news, at), told: 'nothing' };
  if (news.kind === 'pending' || news.kind === 'away') return wait(intent, news, at);
  return end(intent, news.kind);
}

/** The cashier's word. The provider is told afterwards, until it has heard; what it has taken already goes back. */
export function cancel(intent: Intent, at: Date): IntentChange {
  if (intent.state === 'paid') return { ...atRest(intent), state: 'cancelled' };
  return { ...changeOf(intent), state: 'cancelled', nextCall: 'cancel', calls: 0, nextCallAt: at };
}

/** Doubled with each call. */
export function backOff(calls: number, maxMs = POLL_MS_MAX): number {
  return Math.min(POLL_MS * 2 ** calls, maxMs);
}

function hearPaid(intent: Intent, news: ProviderNews & { kind: 'paid' }): Heard {
  if (!isSameMoney(intent, news)) return { change: changeOf(intent), told: 'mismatched' };
  const reference = news.reference ?? intent.reference;
  return { change: { ...atRest(intent), state: 'paid', reference }, told: 'paid' };
}

function hearLate(intent: Intent, news: ProviderNews & { kind: 'paid' }): Heard {
  if (intent.state === 'paid') return { change: changeOf(intent), told: 'nothing' };
  if (!isSameMoney(intent, news)) return { change: changeOf(intent), told: 'mismatched' };
  return { change: { ...atRest(intent), reference: news.reference ?? intent.reference }, told: 'late' };
}

function isSameMoney(intent: Intent, news: ProviderNews & { kind: 'paid' }): boolean {
  return news.amount === intent.amount && news.currency === intent.currency;
}

/** The end of its time is asked about once more before it counts. */
function wait(intent: Intent, news: News & { kind: 'pending' | 'away' }, at: Date): Heard {
  const isOver = at >= intent.expiresAt;
  const isKnown = news.kind === 'pending';
  if (isOver && (isKnown || intent.state === 'created')) {
    const change = { ...known(intent, news), state: 'expired' as const, nextCall: 'cancel' as const };
    return { change: { ...change, calls: 0, nextCallAt: at }, told: 'ended' };
  }
  const state = isKnown ? ('pending' as const) : intent.state;
  const calls = state === intent.state ? intent.calls + 1 : 0;
  const soon = new Date(at.getTime() + backOff(calls));
  const nextCallAt = isOver || soon < intent.expiresAt ? soon : intent.expiresAt;
  const nextCall = state === 'created' ? ('create' as const) : ('status' as const);
  return { change: { ...known(intent, news), state, nextCall, calls, nextCallAt }, told: 'nothing' };
}

function known(intent: Intent, news: News): IntentChange {
  if (news.kind !== 'pending') return changeOf(intent);
  return {
    ...changeOf(intent),
    reference: news.reference ?? intent.reference,
    qrPayload: news.qrPayload ?? intent.qrPayload,
  };
}

function end(intent: Intent, state: 'declined' | 'expired' | 'cancelled'): Heard {
  return { change: { ...atRest(intent), state }, told: 'ended' };
}

/** Only a cancellation that the provider has not heard of is called for again. */
function afterItsEnd(intent: Intent, news: News, at: Date): IntentChange {
  const isUnheard = news.kind === 'pending' || news.kind === 'away';
  if (intent.nextCall !== 'cancel' || !isUnheard) return atRest(intent);
  const calls = intent.calls + 1;
  if (calls >= CANCELS_MAX) return atRest(intent);
  return { ...changeOf(intent), calls, nextCallAt: new Date(at.getTime() + backOff(calls)) };
}

function atRest(intent: Intent): IntentChange {
  return { ...changeOf(intent), nextCall: null, nextCallAt: null };
}

function changeOf({ state, reference, qrPayload, nextCall, calls, nextCallAt }: Intent): IntentChange {
  return { state, reference, qrPayload, nextCall, calls, nextCallAt };
}
