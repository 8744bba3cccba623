import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging';

export interface AccountView {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly nameEn: string;
  readonly type: string;
  readonly normalSide: string;
  readonly emkmLine: string;
  readonly cashFlow: string;
  readonly systemRole: string;
  readonly active: boolean;
}

/** The chart of accounts, by code. */
@Injectable()
export class AccountsQuery {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, filter: { cursor?: string | undefined; limit: number }): Promise<Page<AccountView>> {
    const { businessId } = actor;
    const after = decodeCursor(filter.cursor, 1);
    const rows = await this.database.read(businessId, (tx) =>
      tx.prisma.account.findMany({
        where: { businessId, ...(after && { code: { gt: after[0]! } }) },
        omit: { businessId: true },
        orderBy: { code: 'asc' },
        take: filter.limit + 1,
      }),
    );
    return toPage(rows, filter.limit, (account) => [account.code]);
  }
}
