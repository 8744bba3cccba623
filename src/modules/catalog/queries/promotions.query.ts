import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../kernel/actor';
import { groupBy } from '../../../kernel/group-by';
import { Database } from '../../../platform/database/database';
import type { Prisma } from '../../../platform/database/generated/client';
import type { ReadTx, Tx } from '../../../platform/database/tx';
import { cursorInvalid, decodeCursor, type Page, toPage } from '../../../platform/http/paging';
import { promotionNotFound } from '../domain/catalog.errors';
import { toPromotion } from './promotion-book';
import { type PromotionView, toView } from './promotion-view';

export interface PromotionFilter {
  readonly active?: boolean | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Promotions as who manages them sees them: of every outlet, and of those where one works. */
@Injectable()
export class PromotionsQuery {
  constructor(private readonly database: Database) {}

  /** The newest first. */
  async list(actor: Actor, { active, cursor, limit }: PromotionFilter): Promise<Page<PromotionView>> {
    const before = positionOf(cursor);
    const found = await this.database.read(actor.businessId, (tx) =>
      viewsOf(tx, actor, {
        where: { ...(active !== undefined && { active }), ...(before !== null && { id: { lt: before } }) },
        take: limit + 1,
      }),
    );
    return toPage(found, limit, ({ promotionId }) => [promotionId]);
  }

  get(actor: Actor, id: string): Promise<PromotionView> {
    return this.database.read(actor.businessId, (tx) => this.require(tx, actor, id));
  }

  /** Throws `catalog.promotion-not-found`. */
  async require(tx: ReadTx | Tx, actor: Actor, id: string): Promise<PromotionView> {
    const [view] = await viewsOf(tx, actor, { where: { id }, take: 1 });
    if (!view) throw promotionNotFound();
    return view;
  }
}

async function viewsOf(
  { prisma, businessId }: ReadTx | Tx,
  { outletIds }: Actor,
  { where, take }: { readonly where: Prisma.PromotionWhereInput; readonly take: number },
): Promise<PromotionView[]> {
  const rows = await prisma.promotion.findMany({
    where: { businessId, ...where, OR: [{ outletId: null }, { outletId: { in: [...outletIds] } }] },
    orderBy: { id: 'desc' },
    take,
  });
  const those = { businessId, promotionId: { in: rows.map(({ id }) => id) } };
  const goods = groupBy(await prisma.promotionGood.findMany({ where: those }), ({ promotionId }) => promotionId);
  const uses = new Map(
    (await prisma.promotionUse.findMany({ where: those })).map((row) => [row.promotionId, row.uses]),
  );
  return rows.map((row) => {
    const promotion = { ...toPromotion(row, goods.get(row.id) ?? []), active: row.active, version: row.version };
    return toView(promotion, uses.get(row.id) ?? 0);
  });
}

/** The promotion that the page before ended with; null for the first page. Throws `request.cursor-invalid`. */
function positionOf(cursor: string | undefined): string | null {
  const key = decodeCursor(cursor, 1);
  if (key === null) return null;
  const { data } = z.uuid().safeParse(key[0]);
  if (data === undefined) throw cursorInvalid();
  return data;
}
