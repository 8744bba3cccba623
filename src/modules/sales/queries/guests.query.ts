import { Injectable } from '@nestjs/common';
import type { PriceBook } from '../../catalog';
import { Database } from '../../../platform/database/database';
import type { ReadTx } from '../../../platform/database/tx';
import { isLimited } from '../domain/promotions';
import type { CustomerTerms, LentPermission, SaleContext, VoucherTerms } from '../domain/sale-context';
import { customerNotFound } from '../domain/sales.errors';

type Offers = Pick<PriceBook, 'priceLists' | 'promotions'>;

export type Guest = Pick<SaleContext, 'customer' | 'usedUp' | 'vouchers' | 'lent' | 'pointValue'>;

const NOBODY: Guest = { customer: null, usedUp: new Set(), vouchers: [], lent: [], pointValue: 0n };

/** Of a sale, what may need to be looked up. */
export interface Asked {
  /** Of a sale that is still to be made; null: not known yet. */
  readonly id: string | null;
  readonly customerId: string | null;
  /** Codes. */
  readonly vouchers: readonly string[];
  readonly approvals: readonly string[];
  readonly points: bigint;
}

export const NOTHING_ASKED: Asked = { id: null, customerId: null, vouchers: [], approvals: [], points: 0n };

/** What a price depends on that no catalog holds: who buys, and which offers have a use left. Asked for only where it does. */
@Injectable()
export class GuestsQuery {
  constructor(private readonly database: Database) {}

  /** No customer where nobody is named, nothing depends on it, or there is no such customer: the commit refuses that one. */
  async find(businessId: string, asked: Asked, offers: Offers): Promise<Guest> {
    const { id, customerId, vouchers, approvals, points } = asked;
    const named = dependOnWhoBuys(offers) ? customerId : null;
    const limited = offers.promotions.some(isLimited);
    const isLent = id !== null && approvals.length > 0;
    if (named === null && !limited && vouchers.length === 0 && !isLent && points === 0n) return NOBODY;
    return this.database.read(businessId, async (tx) => ({
      customer: named === null ? null : await termsOf(tx, named),
      usedUp: new Set(limited ? await usedUp(tx, customerId) : []),
      lent: isLent ? await lentFor(tx, id, approvals) : [],
      vouchers: vouchers.length === 0 ? [] : await usableOf(tx, vouchers, customerId),
      pointValue: points === 0n ? 0n : await pointValue(tx),
    }));
  }

  async require(businessId: string, customerId: string | null): Promise<void> {
    if (customerId === null) return;
    if (!(await this.database.read(businessId, (tx) => termsOf(tx, customerId)))) throw customerNotFound();
  }
}

function dependOnWhoBuys({ priceLists, promotions }: Offers): boolean {
  return (
    priceLists.some(({ tierId }) => tierId !== null) ||
    promotions.some(
      ({ tierId, birthdayDays, maxUsesPerCustomer }) =>
        tierId !== null || birthdayDays !== null || maxUsesPerCustomer !== null,
    )
  );
}

async function termsOf({ prisma, businessId }: ReadTx, customerId: string): Promise<CustomerTerms | null> {
  const [row] = await prisma.$queryRaw<Omit<CustomerTerms, 'id'>[]>`
    select c.tier_id as "tierId", to_char(c.birth_date, 'YYYY-MM-DD') as "birthDate",
           exists (select from sales.transactions t
                    where t.business_id = ${businessId}::uuid and t.customer_id = ${customerId}::uuid and t.type = 'sale'
                      and not exists (select from sales.voids v
                                       where v.business_id = t.business_id and v.transaction_id = t.id)) as "hasBought"
      from customers.terms_of(${businessId}::uuid, ${customerId}::uuid) as c`;
  return row ? { id: customerId, ...row } : null;
}

async function usedUp({ prisma, businessId }: ReadTx, customerId: string | null): Promise<string[]> {
  const rows = await prisma.$queryRaw<{ id: string }[]>`
    select promotion_id as id from catalog.used_up_promotions(${businessId}::uuid, ${customerId}::uuid)`;
  return rows.map(({ id }) => id);
}

async function usableOf(
  { prisma, businessId }: ReadTx,
  codes: readonly string[],
  customerId: string | null,
): Promise<VoucherTerms[]> {
  return prisma.$queryRaw<VoucherTerms[]>`
    select v.id, v.code, v.promotion_id as "promotionId", v.remaining, v.valid_from::text as "validFrom",
           v.valid_to::text as "validTo", v.withdrawn
      from catalog.usable_vouchers(${businessId}::uuid, ${codes}::text[], ${customerId}::uuid) as v`;
}

async function lentFor(
  { prisma, businessId }: ReadTx,
  saleId: string,
  approvals: readonly string[],
): Promise<LentPermission[]> {
  return prisma.$queryRaw<LentPermission[]>`
    select a.id as "approvalId", a.action, a.approved_by as "approvedBy"
      from identity.approvals_of(${businessId}::uuid, ${approvals}::uuid[], ${saleId}::uuid) as a`;
}

/** What one point takes off now; the commit refuses another value. */
async function pointValue({ prisma, businessId }: ReadTx): Promise<bigint> {
  const [row] = await prisma.$queryRaw<[{ value: bigint }]>`select customers.point_value(${businessId}::uuid) as value`;
  return row.value;
}
