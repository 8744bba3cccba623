import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import type { Actor } from '../../../kernel/actor';
import { readGiftCardCode } from '../../../kernel/gift-card-code';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { Prisma } from '../../../platform/database/generated/client';
import { cursorInvalid, decodeCursor, toPage } from '../../../platform/http/paging';
import { giftCardNotFound } from '../domain/customers.errors';
import type { GiftCardTerms } from '../domain/gift-card';
import type { GiftCardFilterInput, GiftCardPage, GiftCardView } from '../http/gift-card.schema';

const SELECTED = { id: true, ending: true, balance: true, expiresOn: true, blocked: true, recordedAt: true } as const;

type Row = Prisma.GiftCardGetPayload<{ select: typeof SELECTED }>;

@Injectable()
export class GiftCardsQuery {
  constructor(private readonly database: Database) {}

  /** By its code, as whoever holds it shows it. */
  async find({ businessId }: Actor, typed: string): Promise<GiftCardView> {
    const code = readGiftCardCode(typed);
    if (code === null) throw giftCardNotFound();
    const card = await this.database.read(businessId, async (tx) => {
      const [row] = await tx.prisma.$queryRaw<Row[]>`
        select id, ending, balance, expires_on as "expiresOn", blocked, recorded_at as "recordedAt"
          from customers.gift_cards
         where business_id = ${businessId}::uuid and code_hash = customers.gift_card_hash(${code})`;
      return row;
    });
    if (!card) throw giftCardNotFound();
    return toView(card);
  }

  /** The newest first. */
  async list({ businessId }: Actor, { blocked, ending, cursor, limit }: GiftCardFilterInput): Promise<GiftCardPage> {
    const before = readPosition(cursor);
    const rows = await this.database.read(businessId, (tx) =>
      tx.prisma.giftCard.findMany({
        where: {
          businessId,
          ...(before !== null && { id: { lt: before } }),
          ...(blocked !== undefined && { blocked }),
          ...(ending !== undefined && { ending }),
        },
        select: SELECTED,
        orderBy: { id: 'desc' },
        take: limit + 1,
      }),
    );
    const { data, page } = toPage(rows, limit, ({ id }) => [id]);
    return { data: data.map(toView), page };
  }

  async terms({ businessId }: Actor): Promise<GiftCardTerms> {
    const terms = await this.database.read(businessId, (tx) =>
      tx.prisma.giftCardTerm.findUnique({ where: { businessId }, select: { validMonths: true } }),
    );
    return terms ?? { validMonths: null };
  }
}

function toView({ id, ending, balance, expiresOn, blocked, recordedAt }: Row): GiftCardView {
  return {
    ...{ giftCardId: id, ending, blocked },
    balance: moneyToJson(balance),
    expiresOn: expiresOn && expiresOn.toISOString().slice(0, 10),
    soldAt: recordedAt.toISOString(),
  };
}

/** The card that the page before ended with; null for the first page. Throws `request.cursor-invalid`. */
function readPosition(cursor: string | undefined): string | null {
  const key = decodeCursor(cursor, 1);
  if (key === null) return null;
  const id = z.uuid().safeParse(key[0]);
  if (!id.success) throw cursorInvalid();
  return id.data;
}
