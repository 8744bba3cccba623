import { giftCardEnding, readGiftCardCode } from '../../../kernel/gift-card-code';
import { MONEY_MAX, moneyToJson, sum, type Money } from '../../../kernel/money';
import type { Tender } from './cart';
import type { SettledPayment, Settlement } from './settlement';

/** What could be spent, when somebody looked, of what an offline till took for money. */
export interface Funds {
  readonly storeCredit: Money;
  readonly points: bigint;
  /** By code. */
  readonly giftCards: ReadonlyMap<string, Fund>;
  /** By id. */
  readonly intents: ReadonlyMap<string, Fund & { readonly method: string }>;
}

export interface Fund {
  readonly amount: Money;
  /** Why it could not be spent, where it could not: blocked, expired, used … */
  readonly state: string;
}

interface Source extends Fund {
  readonly key: string;
}

interface CoveredPayment {
  readonly payment: SettledPayment;
  readonly there: Money;
  readonly state: string;
}

/**
 * Takes of each payment what is there, and leaves the rest on account: no balance is overdrawn, and the total stands.
 * `funds` null: nobody has looked yet, and all is taken for there that is somebody's.
 */
export function takeWhatIsThere(
  settlement: Settlement,
  customerId: string | null,
  funds: Funds | null,
): { readonly settlement: Settlement; readonly missing: readonly Readonly<Record<string, unknown>>[] } {
  const spent = new Map<string, Money>();
  const covered = settlement.payments.map((payment): CoveredPayment => {
    const source = sourceOf(payment, customerId, funds);
    if (!source) return { payment, there: payment.settled, state: 'good' };
    const left = source.amount - (spent.get(source.key) ?? 0n);
    const there = left < payment.settled ? left : payment.settled;
    spent.set(source.key, (spent.get(source.key) ?? 0n) + there);
    return { payment, there, state: source.state };
  });
  const short = covered.filter(({ payment, there }) => there < payment.settled);
  const notThere = sum(short.map(({ payment, there }) => payment.settled - there));
  const payments = covered.flatMap(({ payment, there }) => {
    if (there === payment.settled) return [payment];
    return there === 0n ? [] : [{ ...payment, amount: there, settled: there }];
  });
  const { paid, onAccount } = settlement;
  return {
    settlement: { ...settlement, payments, paid: paid - notThere, onAccount: onAccount + notThere },
    missing: short.map(told),
  };
}

/** The balance that a payment is taken from; null: it is money that the till has in its hands. */
function sourceOf(tender: SettledPayment, customerId: string | null, funds: Funds | null): Source | null {
  const { method, intentId } = tender;
  if (intentId !== undefined) return { key: intentId, ...intentFor(tender, intentId, funds) };
  if (method === 'store_credit') {
    const amount = customerId === null ? 0n : (funds?.storeCredit ?? MONEY_MAX);
    return { key: method, amount, state: customerId === null ? 'unknown' : 'good' };
  }
  if (method !== 'gift_card') return null;
  const code = codeOf(tender);
  const card = code === null ? UNKNOWN : funds ? (funds.giftCards.get(code) ?? UNKNOWN) : UNSEEN;
  return { key: `card ${code}`, ...card };
}

const UNKNOWN: Fund = { amount: 0n, state: 'unknown' };
const UNSEEN: Fund = { amount: MONEY_MAX, state: 'good' };

/** One pays all of its amount by its own method, or nothing. */
function intentFor({ method, settled }: SettledPayment, intentId: string, funds: Funds | null): Fund {
  if (!funds) return UNSEEN;
  const intent = funds.intents.get(intentId);
  if (!intent) return UNKNOWN;
  if (intent.state !== 'paid') return { amount: 0n, state: intent.state };
  const fits = intent.method === method && intent.amount === settled;
  return fits ? { amount: settled, state: 'used' } : { amount: 0n, state: 'differs' };
}

/** For a manager. Whoever reads of a gift card can spend none. */
function told({ payment, there, state }: CoveredPayment): Readonly<Record<string, unknown>> {
  const { method, reference, settled, intentId } = payment;
  const code = codeOf(payment);
  return {
    ...{ method, told: moneyToJson(settled), taken: moneyToJson(there), state: state === 'good' ? 'short' : state },
    reference: method === 'gift_card' ? code && giftCardEnding(code) : reference,
    ...(intentId !== undefined && { intentId }),
  };
}

/** The codes of the cards that a sale was paid with, as far as they can be read. */
export function giftCardCodes(tenders: readonly Tender[]): string[] {
  return tenders.flatMap((tender) => (tender.method === 'gift_card' ? (codeOf(tender) ?? []) : []));
}

function codeOf({ reference }: Tender): string | null {
  return reference === null ? null : readGiftCardCode(reference);
}
