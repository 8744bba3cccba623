import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { TransactionPlan } from '../domain/transaction-plan';
import { inWordsOfTheBusiness } from './refusals';
import type { IssuedLine } from './sale-statements';
import { contextOf, StandardWriter } from './standard-writer.store';
import type { CreatedTransaction } from './transaction-writer';

export type PreviewedTransaction = CreatedTransaction & {
  readonly dryRun: true;
  readonly stockEffect: readonly StockEffect[];
  readonly journalPreview: readonly JournalPreviewLine[];
};

export interface StockEffect {
  readonly itemId: string;
  readonly stockItemId: string;
  readonly quantityAfter: string;
  readonly cost: number;
}

export interface JournalPreviewLine {
  readonly accountId: string;
  readonly code: string;
  readonly name: string;
  readonly debit: number;
  readonly credit: number;
}

/** Plays a sale through to its last statement and rolls it back. */
@Injectable()
export class SaleRehearsal {
  constructor(
    private readonly database: Database,
    private readonly writer: StandardWriter,
  ) {}

  run(plan: TransactionPlan): Promise<PreviewedTransaction> {
    const rehearsed = this.database.rehearse(contextOf(plan), async (tx) => {
      const { answer, issued } = await this.writer.sell(tx, plan);
      const [row] = await tx.prisma.$queryRaw<[{ lines: JournalPreviewLine[] | null }]>`
        select ledger.entry_lines(${tx.businessId}::uuid, ${plan.entry.id}::uuid) as lines`;
      return {
        ...answer,
        dryRun: true as const,
        stockEffect: issued.map(toStockEffect),
        journalPreview: row.lines ?? [],
      };
    });
    return inWordsOfTheBusiness(plan, rehearsed);
  }
}

export function toStockEffect(line: IssuedLine): StockEffect {
  return {
    itemId: line.line_id,
    stockItemId: line.stock_item_id,
    quantityAfter: line.quantity_after.toString(),
    cost: Number(line.cost),
  };
}
