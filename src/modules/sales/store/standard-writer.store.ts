import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { Answer } from '../../../kernel/answer';
import type { Tx, TxContext } from '../../../platform/database/tx';
import type { TransactionPlan } from '../domain/transaction-plan';
import { inWordsOfTheBusiness } from './refusals';
import {
  addToShiftTotals,
  insertItems,
  insertPayments,
  insertTransaction,
  type IssuedLine,
  issueStock,
  postEntry,
  requireOpenShift,
  takeReceiptNumber,
} from './sale-statements';
import type { CreatedTransaction, TransactionWriter } from './transaction-writer';

/** One interactive transaction of a fixed number of set-based statements, whether the cart has one line or two hundred. */
@Injectable()
export class StandardWriter implements TransactionWriter {
  constructor(private readonly database: Database) {}

  write(plan: TransactionPlan): Promise<Answer<CreatedTransaction>> {
    const command = {
      idempotencyKey: plan.idempotency.key,
      operation: plan.idempotency.operation,
      requestHash: Buffer.from(plan.idempotency.requestHash, 'hex'),
    };
    return inWordsOfTheBusiness(
      plan,
      this.database.write(contextOf(plan), command, async (tx) => (await this.sell(tx, plan)).answer),
    );
  }

  /** All of a sale's statements within a transaction that somebody else commits, or rolls back. */
  async sell(tx: Tx, plan: TransactionPlan): Promise<{ answer: CreatedTransaction; issued: IssuedLine[] }> {
    await requireOpenShift(tx, plan);
    return this.hand(tx, plan);
  }

  /** What comes after the shift and the balances. */
  async hand(tx: Tx, plan: TransactionPlan): Promise<{ answer: CreatedTransaction; issued: IssuedLine[] }> {
    const issued = await issueStock(tx, plan);
    const costs = JSON.stringify(issued.map((line) => ({ ...line, cost: Number(line.cost) })));
    await insertItems(tx, plan, costs);
    await insertPayments(tx, plan);
    const entryId = await postEntry(tx, plan, costs);
    // From here on the outlet is serialised: nothing slow below.
    const receipt = await takeReceiptNumber(tx, plan);
    await addToShiftTotals(tx, plan);
    await insertTransaction(tx, plan, receipt, entryId);
    tx.record(recordedEvent(plan, receipt.number), plan.event);
    return { answer: { ...plan.answer, receiptNumber: receipt.number, ledgerEntryId: entryId }, issued };
  }
}

export function contextOf(plan: TransactionPlan): TxContext {
  return {
    businessId: plan.businessId,
    actor: plan.event.actor,
    correlationId: plan.event.correlationId,
  };
}

function recordedEvent({ event, transaction }: TransactionPlan, receiptNumber: string) {
  return {
    eventId: event.eventId,
    type: event.type,
    version: event.version,
    outletId: transaction.outletId,
    occurredAt: new Date(event.occurredAt),
    payload: { ...event.payload, receiptNumber },
  };
}
