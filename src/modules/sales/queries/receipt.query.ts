import { Inject, Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import { groupBy } from '../../../kernel/group-by';
import { sum } from '../../../kernel/money';
import { ENVIRONMENT } from '../../../platform/config/config.module';
import type { Environment } from '../../../platform/config/environment';
import { Database } from '../../../platform/database/database';
import type { Transaction, TransactionItem } from '../../../platform/database/generated/client';
import type { ReadTx } from '../../../platform/database/tx';
import { print } from '../../../platform/printing/printing';
import { PriceBooks, type TaxRule } from '../../catalog';
import { returnedFor } from './returned-goods';
import type { CopyMark, Receipt, ReceiptHead, ReceiptTax } from '../domain/receipt';
import { putTogether } from '../domain/receipt-combos';
import { layOutReceipt } from '../domain/receipt-layout';
import { transactionNotFound } from '../domain/sales.errors';
import type { ReceiptFormInput } from '../http/receipt.schema';
import { writeReceiptToken } from './receipt-token';

const HERE = 'http://localhost:3000';

/** The receipt of a sale, out of what was stored with it and nothing else. */
@Injectable()
export class ReceiptQuery {
  constructor(
    private readonly database: Database,
    private readonly priceBooks: PriceBooks,
    @Inject(ENVIRONMENT) private readonly environment: Environment,
  ) {}

  async print(actor: Actor, transactionId: string, { format, paper, copy }: ReceiptFormInput): Promise<Buffer> {
    const { receipt, mark } = await this.database.read(actor.businessId, async (tx) => ({
      receipt: await this.load(tx, actor, transactionId),
      mark: copy ? await copiesOf(tx, transactionId) : null,
    }));
    return print(layOutReceipt(receipt, mark), format, paper);
  }

  private async load(tx: ReadTx, actor: Actor, id: string): Promise<Receipt> {
    const { businessId } = tx;
    const sale = await tx.prisma.transaction.findUnique({
      where: { businessId_id: { businessId, id } },
      include: {
        transactionItems: { orderBy: { lineNumber: 'asc' } },
        payments: { orderBy: { lineNumber: 'asc' } },
        void: true,
      },
    });
    if (!sale || !worksAt(actor, sale.outletId)) throw transactionNotFound();
    const where = { businessId, itemId: { in: sale.transactionItems.map((item) => item.id) } };
    const modifiers = await tx.prisma.itemModifier.findMany({ where, orderBy: { id: 'asc' } });
    const modifiersOf = groupBy(modifiers, (modifier) => modifier.itemId);
    const discounts = await tx.prisma.itemDiscount.findMany({ where, orderBy: { position: 'asc' } });
    const discountsOf = groupBy(discounts, (discount) => discount.itemId);
    const combos = await tx.prisma.itemCombo.findMany({ where });
    const comboOf = new Map(combos.map((combo) => [combo.itemId, combo]));
    const { taxRules } = await this.priceBooks.load(tx, []);
    const head = sale.receiptHead as unknown as ReceiptHead;
    return {
      ...sale,
      number: sale.receiptNumber,
      refundOf: sale.type === 'refund' ? await originalNumberOf(tx, id) : null,
      voidedAt: sale.void?.voidedAt ?? null,
      returned: await returnedFor(tx, id),
      head,
      items: putTogether(
        sale.transactionItems.map((item) => ({
          ...item,
          quantity: item.quantity.toFixed(),
          modifiers: modifiersOf.get(item.id) ?? [],
          parts: [],
          discounts: discountsOf.get(item.id) ?? [],
          combo: comboOf.get(item.id) ?? null,
        })),
      ),
      taxes: taxesOf(sale.transactionItems, taxRules),
      dueDate: sale.dueDate && sale.dueDate.toISOString().slice(0, 10),
      giftCards: await giftCardsOf(tx, id),
      verificationAddress: this.verificationAddress(sale, head),
    };
  }

  private verificationAddress({ businessId, id, receiptSecret }: Transaction, head: ReceiptHead): string {
    const address = head.verificationUrl ?? this.environment.PUBLIC_URL ?? HERE;
    const token = writeReceiptToken({ businessId, transactionId: id, secret: receiptSecret });
    return `${address.replace(/\/+$/, '')}/api/v1/receipts/verify/${token}`;
  }
}

/** As the sale left them: what was spent since is on other receipts. */
async function giftCardsOf({ prisma, businessId }: ReadTx, id: string): Promise<Receipt['giftCards']> {
  return prisma.$queryRaw`
    select ending, balance_after as balance from customers.gift_cards_spent(${businessId}::uuid, 'sale', ${id}::uuid)`;
}

async function originalNumberOf({ prisma, businessId }: ReadTx, transactionId: string): Promise<string> {
  const { originalId } = await prisma.refund.findUniqueOrThrow({
    where: { businessId_transactionId: { businessId, transactionId } },
  });
  const original = await prisma.transaction.findUniqueOrThrow({
    where: { businessId_id: { businessId, id: originalId } },
    select: { receiptNumber: true },
  });
  return original.receiptNumber;
}

async function copiesOf({ prisma, businessId }: ReadTx, transactionId: string): Promise<CopyMark> {
  return { copies: await prisma.receiptCopy.count({ where: { businessId, transactionId } }) };
}

/** By tax rule, in the order of the items. */
function taxesOf(items: readonly TransactionItem[], taxRules: readonly TaxRule[]): ReceiptTax[] {
  const rules = new Map(taxRules.map((rule) => [rule.id, rule]));
  return [...groupBy(items, (item) => item.taxRuleId)].flatMap(([ruleId, taxed]) => {
    const rule = rules.get(ruleId);
    if (!rule || rule.kind === 'none') return [];
    return {
      kind: rule.kind,
      rateBps: rule.rateBps,
      baseNumerator: rule.baseNumerator,
      baseDenominator: rule.baseDenominator,
      isInPrice: rule.priceIncludesTax,
      base: sum(taxed.map((item) => item.taxBase)),
      amount: sum(taxed.map((item) => item.taxAmount)),
    };
  });
}
