import { DomainError } from '../../../kernel/domain-error';
import { readComplaint } from '../../../platform/database/database-error';
import type { TransactionPlan } from '../domain/transaction-plan';
import { customerNotFound, insufficientStock, tableNotFound, transactionExists } from '../domain/sales.errors';

/** What the sale's own constraints refuse, in the words of the business. A foreign key sees what the tenant's own are. */
export async function inWordsOfTheBusiness<Result>(plan: TransactionPlan, work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'inventory.insufficient-stock') {
      throw insufficientStock(shortItems(plan, error.details.facts as ShortStock[]));
    }
    switch (constraintOf(error)) {
      case 'transactions_customer_fkey':
        throw customerNotFound();
      case 'transactions_table_fkey':
        throw tableNotFound();
      case 'transaction_items_transaction_id_line_number_business_id_key': // items are written before their header
      case 'transactions_pkey':
        throw transactionExists(plan.transaction.id);
      default:
        throw error;
    }
  }
}

interface ShortStock {
  readonly stockItemId: string;
  readonly requested: string;
  readonly available: string;
}

/** The shelf knows stock items; the cart has products and variants. */
function shortItems({ items }: TransactionPlan, short: readonly ShortStock[]) {
  return short.map(({ stockItemId, requested, available }) => {
    const { productId, variantId, name } = items.find((item) => (item.variantId ?? item.productId) === stockItemId)!;
    return { productId, variantId, name, requested, available };
  });
}

function constraintOf(error: unknown): string | undefined {
  const complaint = readComplaint(error);
  return complaint?.constraint ?? /constraint "(\w+)"/.exec(complaint?.message ?? '')?.[1];
}
