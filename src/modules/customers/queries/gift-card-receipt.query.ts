import { Injectable } from '@nestjs/common';
import { type Actor, worksAt } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import { print } from '../../../platform/printing/printing';
import { giftCardSaleNotFound } from '../domain/customers.errors';
import { type GiftCardReceiptHead, layOutGiftCardReceipt } from '../domain/gift-card-receipt';
import type { GiftCardReceiptForm } from '../http/gift-card.schema';

/** The receipt of a gift card, out of what was stored when it was sold. */
@Injectable()
export class GiftCardReceiptQuery {
  constructor(private readonly database: Database) {}

  /** Throws `customers.gift-card-sale-not-found`. */
  async print({ businessId, outletIds }: Actor, id: string, { format, paper }: GiftCardReceiptForm): Promise<Buffer> {
    const sale = await this.database.read(businessId, ({ prisma }) =>
      prisma.giftCardSale.findUnique({
        where: { businessId_id: { businessId, id } },
        include: { giftCard: { select: { ending: true, expiresOn: true } } },
      }),
    );
    if (!sale || !worksAt({ outletIds }, sale.outletId)) throw giftCardSaleNotFound();
    const { giftCard, recordedAt: soldAt, amount, method, reference } = sale;
    const receipt = {
      ...{ soldAt, amount, method, reference, ending: giftCard.ending },
      head: sale.receiptHead as unknown as GiftCardReceiptHead,
      expiresOn: giftCard.expiresOn?.toISOString().slice(0, 10) ?? null,
    };
    return print(layOutGiftCardReceipt(receipt), format, paper);
  }
}
