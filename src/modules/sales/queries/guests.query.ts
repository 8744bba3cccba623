import { Injectable } from '@nestjs/common';
import type { PriceBook } from '../../catalog';
import { Database } from '../../../platform/database/database';
import type { CustomerTerms } from '../domain/sale-context';
import { customerNotFound } from '../domain/sales.errors';

/** What pricing needs to know of a customer, asked for only where a price depends on who buys. */
@Injectable()
export class GuestsQuery {
  constructor(private readonly database: Database) {}

  /** Null where nobody is named, nothing depends on it, or there is no such customer: the commit refuses that one. */
  async find(
    businessId: string,
    customerId: string | null,
    { priceLists }: Pick<PriceBook, 'priceLists'>,
  ): Promise<CustomerTerms | null> {
    if (customerId === null || priceLists.every(({ tierId }) => tierId === null)) return null;
    return this.ask(businessId, customerId);
  }

  /** What one point takes off now; the commit refuses another value. */
  async pointValue(businessId: string): Promise<bigint> {
    const [row] = await this.database.read(
      businessId,
      (tx) => tx.prisma.$queryRaw<[{ value: bigint }]>`select customers.point_value(${businessId}::uuid) as value`,
    );
    return row.value;
  }

  async require(businessId: string, customerId: string | null): Promise<void> {
    if (customerId !== null && !(await this.ask(businessId, customerId))) throw customerNotFound();
  }

  private async ask(businessId: string, customerId: string): Promise<CustomerTerms | null> {
    const [row] = await this.database.read(
      businessId,
      (tx) => tx.prisma.$queryRaw<{ tierId: string | null }[]>`
        select tier_id as "tierId" from customers.terms_of(${businessId}::uuid, ${customerId}::uuid)`,
    );
    return row ? { id: customerId, tierId: row.tierId } : null;
  }
}
