import { Injectable } from '@nestjs/common';
import type { Money } from '../../../kernel/money';
import type { Tx } from '../../../platform/database/tx';

@Injectable()
export class CreditLimitStore {
  /** Waits for the sales on account that are under way. Throws `customers.customer-not-found`. */
  async lock(tx: Tx, customerId: string): Promise<Money> {
    const [row] = await tx.prisma.$queryRaw<[{ limit: bigint }]>`
      select customers.lock_credit_limit(${tx.businessId}::uuid, ${customerId}::uuid) as limit`;
    return row.limit;
  }

  async save(tx: Tx, customerId: string, creditLimit: Money): Promise<void> {
    await tx.prisma.customer.update({
      where: { businessId_id: { businessId: tx.businessId, id: customerId } },
      data: { creditLimit },
    });
  }
}
