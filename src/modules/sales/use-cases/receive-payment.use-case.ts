import { Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { businessDateOf } from '../../../kernel/business-date';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { OutletSettings } from '../../identity';
import type { ReceiptMethod } from '../contracts/sales.events';
import { postReceipt, receivablePaid } from '../domain/receivable-payment';
import { outletNotFound, receivableNotFound, shiftRequired } from '../domain/sales.errors';
import { ReceivableStore } from '../store/receivable.store';

export interface ReceivePaymentCommand {
  readonly receivableId: string;
  readonly amount: Money;
  readonly method: ReceiptMethod;
  /** Whose drawer takes the cash; null where it is not cash. */
  readonly shiftId: string | null;
  readonly reference: string | null;
}

export interface ReceivedPayment {
  readonly receiptId: string;
  readonly receivableId: string;
  readonly method: ReceiptMethod;
  readonly amount: number;
  readonly open: number;
  readonly ledgerEntryId: string;
  readonly businessDate: string;
}

/** Takes what a customer pays later of a sale on account, never more than is open. */
@Injectable()
export class ReceivePaymentUseCase {
  constructor(
    private readonly database: Database,
    private readonly outletSettings: OutletSettings,
    private readonly receivables: ReceivableStore,
    private readonly clock: Clock,
  ) {}

  async execute(
    actor: Actor,
    command: ReceivePaymentCommand,
    idempotencyKey: string,
  ): Promise<Answer<ReceivedPayment>> {
    if (command.method === 'cash' && command.shiftId === null) throw shiftRequired();
    const idempotent = { idempotencyKey, operation: 'sales.receive-payment', requestHash: requestHash(command) };

    return this.database.write(writerOf(actor), idempotent, async (tx) => {
      const receivable = await this.receivables.find(tx, command.receivableId);
      if (!receivable || !worksAt(actor, receivable.outletId)) throw receivableNotFound();
      const { outlets } = await this.outletSettings.load(tx);
      const outlet = outlets.find(({ id }) => id === receivable.outletId);
      if (!outlet) throw outletNotFound(receivable.outletId);
      const receivedAt = this.clock.now();
      const businessDate = businessDateOf(receivedAt, outlet.timeZone, outlet.dayStartsAt);
      const { employeeId } = actor;
      const shiftId = command.method === 'cash' ? command.shiftId : null;
      const receipt = { id: newId(), ...command, shiftId, outletId: outlet.id, employeeId, businessDate };

      const { customerId } = receivable;
      if (shiftId !== null) await this.receivables.takeCash(tx, receipt);
      const entryId = await this.receivables.post(tx, receipt, postReceipt(command.method, command.amount, customerId));
      const open = moneyToJson(await this.receivables.settle(tx, { ...receipt, entryId }));
      await this.receivables.insert(tx, { ...receipt, entryId });

      const { receivableId, method } = command;
      const paid = { receiptId: receipt.id, receivableId, method, amount: moneyToJson(command.amount), open };
      tx.record(receivablePaid({ ...paid, outletId: outlet.id, customerId, shiftId }, receivedAt));
      return { ...paid, ledgerEntryId: entryId, businessDate };
    });
  }
}
