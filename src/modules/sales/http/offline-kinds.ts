import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { type Actor, requirePermission } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { DomainError } from '../../../kernel/domain-error';
import type { Permission } from '../../../kernel/permissions';
import { idSchema, moneySchema, textSchema } from '../../../platform/http/schemas';
import { BookOfflineMovementUseCase } from '../use-cases/book-offline-movement.use-case';
import { BookOfflineSaleUseCase } from '../use-cases/book-offline-sale.use-case';
import { CloseShiftUseCase } from '../use-cases/close-shift.use-case';
import { EndShiftUseCase } from '../use-cases/end-shift.use-case';
import { keyOfOperation, type OfflineOperation, type SyncException } from '../use-cases/offline-operation';
import { OpenShiftUseCase } from '../use-cases/open-shift.use-case';
import { VoidTransactionUseCase } from '../use-cases/void-transaction.use-case';
import { voidTransactionSchema } from './undoing.schema';
import { closeShiftSchema, moveCashSchema, openShiftSchema } from './shift.schema';
import { toCommand } from './transaction.mapper';
import { cartItemSchema, ITEMS_MAX } from './cart.schema';
import { createTransactionSchema } from './transaction.schema';

type Exceptions = readonly SyncException[];
type Apply = (
  actor: Actor,
  body: unknown,
  operation: OfflineOperation,
  exceptions: Exceptions,
) => Promise<Answer<object>>;

interface Kind {
  readonly permission: Permission;
  readonly apply: Apply;
}

/** A sale that has happened: how its till called the goods, and what it took. */
const offlineSaleSchema = z.strictObject({
  ...createTransactionSchema.shape,
  items: z
    .array(z.strictObject({ ...cartItemSchema.shape, name: textSchema(200).optional() }))
    .min(1)
    .max(ITEMS_MAX),
  grandTotal: moneySchema.optional(),
});

const ofShift = { shiftId: idSchema };
const cashMovementSchema = z.strictObject({ ...moveCashSchema.shape, ...ofShift });
const voidSchema = z.strictObject({ ...voidTransactionSchema.shape, transactionId: idSchema });
const shiftEndSchema = z.strictObject(ofShift);
const shiftClosingSchema = z.strictObject({ ...closeShiftSchema.shape, ...ofShift });

/** What has happened whoever did it, goods or cash being gone, and what it takes: that they may not is an exception. */
export const HAPPENED: ReadonlyMap<string, Permission> = new Map([
  ['sale', 'sale.create'],
  ['cash-movement', 'drawer.move-cash'],
]);

/** What an offline till can tell, each by the use case that does the same online. */
@Injectable()
export class OfflineKinds {
  private readonly kinds: ReadonlyMap<string, Kind>;

  constructor(
    bookOfflineSale: BookOfflineSaleUseCase,
    bookOfflineMovement: BookOfflineMovementUseCase,
    openShift: OpenShiftUseCase,
    endShift: EndShiftUseCase,
    closeShift: CloseShiftUseCase,
    voidTransaction: VoidTransactionUseCase,
  ) {
    this.kinds = new Map([
      ['sale', sale(bookOfflineSale)],
      ['cash-movement', cashMovement(bookOfflineMovement)],
      ['open-shift', shiftOpening(openShift)],
      ['end-shift', shiftEnd(endShift)],
      ['close-shift', shiftClosing(closeShift)],
      ['void', voiding(voidTransaction)],
    ]);
  }

  /** Throws what speaks against it. */
  async apply(
    actor: Actor,
    operation: OfflineOperation,
    body: unknown,
    exceptions: Exceptions,
  ): Promise<Answer<object>> {
    const known = this.kinds.get(operation.kind);
    if (!known) throw new DomainError('invalid', 'sync.kind-unknown', 'There is no such kind of operation.');
    if (!HAPPENED.has(operation.kind)) requirePermission(actor, known.permission);
    return known.apply(actor, body, operation, exceptions);
  }
}

function kind<Schema extends z.ZodType>(
  permission: Permission,
  schema: Schema,
  apply: (
    actor: Actor,
    body: z.infer<Schema>,
    operation: OfflineOperation,
    idempotencyKey: string,
    exceptions: Exceptions,
  ) => Promise<Answer<object>>,
): Kind {
  return {
    permission,
    apply: (actor, body, operation, exceptions) => {
      const read = schema.safeParse(body);
      if (!read.success) throw bodyUnreadable(read.error);
      return apply(actor, read.data, operation, keyOfOperation(operation.id), exceptions);
    },
  };
}

const ISSUES_MAX = 5;

function bodyUnreadable({ issues }: z.ZodError): DomainError {
  const told = issues.slice(0, ISSUES_MAX).map(({ path, message }) => `${path.join('.')}: ${message}`);
  return new DomainError('invalid', 'sync.body-unreadable', `The body does not fit its schema. ${told.join('; ')}`);
}

/** A till tells of its own outlet. */
function requireOwnOutlet({ outletId }: OfflineOperation, named: string): void {
  if (named !== outletId) {
    throw new DomainError('not-found', 'identity.outlet-not-found', 'There is no such outlet.', { outletId: named });
  }
}

function sale(bookOfflineSale: BookOfflineSaleUseCase): Kind {
  return kind('sale.create', offlineSaleSchema, (actor, body, operation, _, exceptions) => {
    requireOwnOutlet(operation, body.outletId);
    const command = { ...toCommand(body), occurredAt: operation.occurredAt };
    const grandTotal = body.grandTotal === undefined ? null : BigInt(body.grandTotal);
    const names = body.items.map(({ name }) => name ?? null);
    return bookOfflineSale.execute(actor, command, {
      operation,
      grandTotal,
      names,
      effectiveDate: null,
      exceptions,
      funds: null,
    });
  });
}

function cashMovement(bookOfflineMovement: BookOfflineMovementUseCase): Kind {
  return kind('drawer.move-cash', cashMovementSchema, (actor, { amount, ...body }, operation, _, exceptions) =>
    bookOfflineMovement.execute(actor, { ...body, amount: BigInt(amount) }, operation, exceptions),
  );
}

function shiftOpening(openShift: OpenShiftUseCase): Kind {
  return kind('shift.open', openShiftSchema, (actor, { openingCash, ...body }, operation, key) => {
    requireOwnOutlet(operation, body.outletId);
    return openShift.execute(actor, { ...body, openingCash: BigInt(openingCash) }, key, operation);
  });
}

function shiftEnd(endShift: EndShiftUseCase): Kind {
  return kind('shift.close', shiftEndSchema, (actor, body, operation, key) =>
    endShift.execute(actor, body, key, operation),
  );
}

function shiftClosing(closeShift: CloseShiftUseCase): Kind {
  return kind('shift.close', shiftClosingSchema, (actor, { shiftId, countedCash, denominations }, operation, key) => {
    const counted = denominations?.map(({ value, count }) => ({ value: BigInt(value), count: BigInt(count) }));
    const command = { shiftId, countedCash: BigInt(countedCash), denominations: counted };
    return closeShift.execute(actor, command, key, operation);
  });
}

function voiding(voidTransaction: VoidTransactionUseCase): Kind {
  return kind('sale.create', voidSchema, (actor, body, operation, key) =>
    voidTransaction.execute(actor, body, key, operation),
  );
}
