import { Injectable } from '@nestjs/common';
import type { Money } from '../../../kernel/money';
import { parseQuantity } from '../../../kernel/quantity';
import type { Tx } from '../../../platform/database/tx';
import { PriceBooks } from '../../catalog';
import type { PaymentMethod } from '../contracts/sales.events';
import type { PaidTender } from '../domain/refund-settlement';
import type { RefundableItem } from '../domain/refunding';
import type { UndoableSale } from '../domain/voiding';

/** What a refund is worked out of, under the lock of the sale. */
export interface RefundableSale {
  readonly items: readonly RefundableItem[];
  readonly tenders: readonly PaidTender[];
  readonly refundedBefore: Money;
  /** What the sale left on account and nobody has paid; null where it left nothing. */
  readonly debt: { readonly id: string; readonly owed: Money } | null;
}

interface ItemRow {
  id: string;
  productId: string;
  name: string;
  quantity: string;
  returned: string;
  gross: bigint;
  subtotal: bigint;
  discountAmount: bigint;
  serviceCharge: bigint;
  taxBase: bigint;
  taxAmount: bigint;
  taxRuleId: string;
  stockItemId: string | null;
  unitFactor: string;
  cost: bigint | null;
}

@Injectable()
export class RefundableSaleStore {
  constructor(private readonly priceBooks: PriceBooks) {}

  async load(tx: Tx, sale: UndoableSale): Promise<RefundableSale> {
    return {
      items: await this.items(tx, sale.id),
      tenders: await tendersLeft(tx, sale.id),
      refundedBefore: await refundedBefore(tx, sale.id),
      debt: await lockDebt(tx, sale.id),
    };
  }

  /** With what is left of each of their amounts. */
  private async items(tx: Tx, saleId: string): Promise<RefundableItem[]> {
    const rows = await tx.prisma.$queryRaw<ItemRow[]>`
      select i.id, i.product_id as "productId", i.name, i.quantity::text, coalesce(b.quantity, 0)::text as returned,
             i.gross - coalesce(b.gross, 0)::bigint as gross, i.subtotal - coalesce(b.subtotal, 0)::bigint as subtotal,
             i.discount_amount - coalesce(b.discount, 0)::bigint as "discountAmount",
             i.service_charge - coalesce(b.service, 0)::bigint as "serviceCharge",
             i.tax_base - coalesce(b.tax_base, 0)::bigint as "taxBase",
             i.tax_amount - coalesce(b.tax, 0)::bigint as "taxAmount", i.tax_rule_id as "taxRuleId",
             i.stock_item_id as "stockItemId", i.unit_factor::text as "unitFactor", i.cost
        from sales.transaction_items i
        left join (select original_item_id, sum(quantity) as quantity, sum(gross) as gross, sum(subtotal) as subtotal,
                          sum(discount_amount) as discount, sum(service_charge) as service, sum(tax_base) as tax_base,
                          sum(tax_amount) as tax
                     from sales.transaction_items
                    where business_id = ${tx.businessId}::uuid
                      and original_item_id in (select id from sales.transaction_items
                                                where business_id = ${tx.businessId}::uuid
                                                  and transaction_id = ${saleId}::uuid)
                    group by 1) b on b.original_item_id = i.id
       where i.business_id = ${tx.businessId}::uuid and i.transaction_id = ${saleId}::uuid
       order by i.line_number`;
    const { taxRules, products } = await this.priceBooks.load(
      tx,
      rows.map(({ productId }) => productId),
    );
    const roles = new Map(taxRules.map((rule) => [rule.id, rule.liabilityRole]));
    return rows.map(({ taxRuleId, returned, ...row }) => {
      const quantity = quantityOf(row.quantity);
      return {
        ...row,
        quantity,
        // Of a product that is sold no more: whatever it was sold by.
        quantityDecimals: products.get(row.productId)?.quantityDecimals ?? 4,
        quantityLeft: quantity - quantityOf(returned),
        left: row,
        taxRole: roles.get(taxRuleId) ?? null,
        unitFactor: quantityOf(row.unitFactor),
      };
    });
  }
}

/** Cash is cash: what was refunded of it is taken from all of it together. What was exchanged does not go back as it came. */
async function tendersLeft({ prisma, businessId }: Tx, saleId: string): Promise<PaidTender[]> {
  return prisma.$queryRaw<{ id: string; method: PaymentMethod; left: bigint }[]>`
    select (array_agg(p.id order by p.line_number))[1] as id, p.method,
           greatest(0, sum(p.amount) - sum(p.undone))::bigint as left
      from (select p.*, case when p.method = 'cash' then 'cash' else p.id::text end as tender,
                   case when p.method = 'cash' and row_number() over (partition by p.method order by p.line_number) = 1
                        then (select coalesce(sum(r.amount), 0)
                                from sales.refunds f
                                join sales.payments r on r.business_id = f.business_id
                                                     and r.transaction_id = f.transaction_id and r.method = 'cash'
                               where f.business_id = p.business_id and f.original_id = p.transaction_id)
                        else (select coalesce(sum(r.amount), 0) from sales.payments r
                               where r.business_id = p.business_id and r.original_payment_id = p.id) end as undone
              from sales.payments p
             where p.business_id = ${businessId}::uuid and p.transaction_id = ${saleId}::uuid
               and p.method <> 'exchange') p
     group by p.tender, p.method
     order by min(p.line_number)`;
}

async function refundedBefore({ prisma, businessId }: Tx, saleId: string): Promise<Money> {
  const rows = await prisma.$queryRaw<{ refunded: bigint }[]>`
    select refunded from sales.refunds_of(${businessId}::uuid, array[${saleId}::uuid])`;
  return rows[0]?.refunded ?? 0n;
}

async function lockDebt({ prisma, businessId }: Tx, saleId: string): Promise<RefundableSale['debt']> {
  const [item] = await prisma.$queryRaw<{ id: string; owed: bigint }[]>`
    select id, still_open as owed from ledger.lock_open_item(${businessId}::uuid, 'sale', ${saleId}::uuid)`;
  return item ?? null;
}

function quantityOf(text: string) {
  return parseQuantity(Number(text) === 0 ? '0' : text)!;
}
