import type { Money } from '../../../kernel/money';
import type { CashMovementKind, CounterRole } from '../contracts/drawer.events';

export interface MoveCashCommand {
  readonly shiftId: string;
  readonly kind: CashMovementKind;
  readonly amount: Money;
  readonly reason: string;
  /** The usual one of the kind where it is not said. */
  readonly counterRole?: CounterRole | undefined;
  readonly approval?: string | undefined;
}
