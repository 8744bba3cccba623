import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import type { Answer } from '../../../kernel/answer';
import { businessDateOf } from '../../../kernel/business-date';
import { Clock } from '../../../kernel/clock';
import { formatGiftCardCode, giftCardEnding } from '../../../kernel/gift-card-code';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { OutletSettings } from '../../identity';
import { type ReceiptMethod, TENDER_ROLES } from '../../sales';
import { outletNotFound } from '../domain/customers.errors';
import { lastDayOf, soldAgainst } from '../domain/gift-card';
import { giftCardSold } from '../domain/gift-card-events';
import { GiftCardCodes } from '../store/gift-card-codes.store';
import { GiftCardStore } from '../store/gift-card.store';

export interface SellGiftCardCommand {
  readonly outletId: string;
  readonly shiftId: string;
  readonly amount: Money;
  readonly method: ReceiptMethod;
  readonly reference: string | null;
}

export interface SoldGiftCard {
  readonly saleId: string;
  readonly giftCardId: string;
  readonly code: string;
  readonly ending: string;
  readonly balance: number;
  readonly expiresOn: string | null;
  readonly ledgerEntryId: string;
  readonly businessDate: string;
}

/** Sells a gift card: money now for goods later, which is no revenue and bears no tax before it is spent. */
@Injectable()
export class SellGiftCardUseCase {
  constructor(
    private readonly database: Database,
    private readonly outletSettings: OutletSettings,
    private readonly codes: GiftCardCodes,
    private readonly cards: GiftCardStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: SellGiftCardCommand, idempotencyKey: string): Promise<Answer<SoldGiftCard>> {
    const { outletId, amount, method } = command;
    requireWorkplace(actor, outletId);
    const idempotent = { idempotencyKey, operation: 'customers.sell-gift-card', requestHash: requestHash(command) };

    const { body, replayed } = await this.database.write(writerOf(actor), idempotent, async (tx) => {
      const { outlets } = await this.outletSettings.load(tx);
      const outlet = outlets.find(({ id, active }) => id === outletId && active);
      if (!outlet) throw outletNotFound(outletId);
      const soldAt = this.clock.now();
      const businessDate = businessDateOf(soldAt, outlet.timeZone, outlet.dayStartsAt);
      const expiresOn = lastDayOf(businessDate, await this.cards.terms(tx));
      const giftCardId = newId();
      const code = this.codes.of(tx.businessId, giftCardId);
      const sale = { id: newId(), giftCardId, ...command, employeeId: actor.employeeId, businessDate };

      await this.cards.takeTender(tx, sale);
      const entry = { sourceId: sale.id, outletId, effectiveDate: businessDate, amount, ...SALE };
      const ledgerEntryId = await this.cards.post(tx, entry, soldAgainst(TENDER_ROLES[method]), actor.employeeId);
      await this.cards.issue(tx, { id: giftCardId, code, expiresOn }, sale, ledgerEntryId);

      const balance = moneyToJson(amount);
      const card = { saleId: sale.id, giftCardId, ending: giftCardEnding(code), expiresOn };
      const { shiftId } = command;
      tx.record(giftCardSold({ ...card, outletId, shiftId, method, amount: balance }, soldAt));
      return { ...card, balance, ledgerEntryId, businessDate };
    });
    const code = formatGiftCardCode(this.codes.of(actor.businessId, body.giftCardId));
    return { body: { ...body, code }, replayed };
  }
}

const SALE = { sourceType: 'gift-card-sale', description: 'Penjualan kartu hadiah' } as const;
