import { moneyToJson, type Money } from '../../../kernel/money';
import type { Permission } from '../../../kernel/permissions';
import { type CashMovementKind, COUNTER_ROLES, type CounterRole } from '../contracts/drawer.events';
import { cashMovementAmount, counterRoleUnfit } from './sales.errors';
import type { PostingLine } from './posting';

export interface CashMovement {
  readonly kind: CashMovementKind;
  /** Into the drawer positive. */
  readonly amount: Money;
  /** Null where nothing is moved. */
  readonly counterRole: CounterRole | null;
}

/** Throws `sales.cash-movement-amount` and `sales.counter-role-unfit`. */
export function cashMovement(kind: CashMovementKind, amount: Money, wanted?: CounterRole): CashMovement {
  if ((kind === 'no_sale') !== (amount === 0n)) throw cashMovementAmount(kind);
  const roles: readonly CounterRole[] = COUNTER_ROLES[kind];
  if (wanted && !roles.includes(wanted)) throw counterRoleUnfit(kind, roles);
  return { kind, amount: kind === 'paid_in' ? amount : -amount, counterRole: wanted ?? roles[0] ?? null };
}

const ACTIONS = {
  paid_in: 'drawer.paid-in',
  paid_out: 'drawer.paid-out',
  cash_drop: 'drawer.cash-drop',
  no_sale: 'drawer.no-sale',
} as const satisfies Record<CashMovementKind, Permission>;

/** What somebody has to answer for; null for what anyone at the till may do. */
export function approvalNeedOf(
  {
    kind,
    amount,
    shiftId,
    approval,
  }: { kind: CashMovementKind; amount: Money; shiftId: string; approval?: string | undefined },
  unapprovedMax: Money,
) {
  // A drawer that opens for no reason of the till is where cash goes missing: there is no amount too small.
  if (kind !== 'no_sale' && amount <= unapprovedMax) return null;
  return { action: ACTIONS[kind], subjectId: shiftId, approval };
}

/** Cash and its counterpart (fixtures J16 and J38); nothing where nothing was moved. */
export function postCashMovement({ amount, counterRole }: CashMovement): PostingLine[] {
  if (counterRole === null) return [];
  return amount > 0n ? moveCash('CASH_DRAWER', counterRole, amount) : moveCash(counterRole, 'CASH_DRAWER', -amount);
}

/** From one account to another; nothing for nothing. */
export function moveCash(to: string, from: string, amount: Money): PostingLine[] {
  if (amount === 0n) return [];
  return [
    { role: to, debit: amount, credit: 0n },
    { role: from, debit: 0n, credit: amount },
  ];
}

/** A movement as it is answered and told. */
export interface MovedCash {
  readonly id: string;
  readonly shiftId: string;
  readonly kind: CashMovementKind;
  readonly amount: number;
  readonly counterRole: CounterRole | null;
  readonly reason: string;
  readonly approvedBy: string | null;
}

export function movedCash(
  shiftId: string,
  { kind, amount, counterRole }: CashMovement,
  { id, reason, approvedBy }: Pick<MovedCash, 'id' | 'reason' | 'approvedBy'>,
): MovedCash {
  return { id, shiftId, kind, amount: moneyToJson(amount), counterRole, reason, approvedBy };
}
