import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { Voucher } from '../../../platform/database/generated/client';
import type { Tx } from '../../../platform/database/tx';
import { cursorInvalid, decodeCursor, type Page, toPage } from '../../../platform/http/paging';

export interface VoucherFilter {
  readonly promotionId?: string | undefined;
  readonly batchId?: string | undefined;
  readonly customerId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

export type VoucherView = ReturnType<typeof toView>;

@Injectable()
export class VouchersQuery {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async list({ businessId }: Actor, { cursor, limit, ...filter }: VoucherFilter): Promise<Page<VoucherView>> {
    const before = positionOf(cursor);
    const rows = await this.database.read(businessId, ({ prisma }) =>
      prisma.voucher.findMany({
        where: { businessId, ...filter, ...(before !== null && { id: { lt: before } }) },
        orderBy: { id: 'desc' },
        take: limit + 1,
      }),
    );
    return toPage(rows.map(toView), limit, ({ voucherId }) => [voucherId]);
  }

  async get({ prisma, businessId }: Tx, id: string): Promise<VoucherView> {
    return toView(await prisma.voucher.findUniqueOrThrow({ where: { businessId_id: { businessId, id } } }));
  }
}

function toView(row: Voucher) {
  return {
    voucherId: row.id,
    batchId: row.batchId,
    code: row.code,
    promotionId: row.promotionId,
    value: row.value === null ? null : moneyToJson(row.value),
    remaining: row.remaining === null ? null : moneyToJson(row.remaining),
    maxUses: row.maxUses,
    uses: row.uses,
    customerId: row.customerId,
    validFrom: row.validFrom?.toISOString().slice(0, 10) ?? null,
    validTo: row.validTo?.toISOString().slice(0, 10) ?? null,
    issuedAt: row.issuedAt.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
    withdrawnReason: row.withdrawnReason,
  };
}

/** The voucher that the page before ended with; null for the first page. Throws `request.cursor-invalid`. */
function positionOf(cursor: string | undefined): string | null {
  const key = decodeCursor(cursor, 1);
  if (key === null) return null;
  const { data } = z.uuid().safeParse(key[0]);
  if (data === undefined) throw cursorInvalid();
  return data;
}
