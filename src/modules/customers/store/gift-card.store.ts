import { Injectable } from '@nestjs/common';
import { giftCardEnding } from '../../../kernel/gift-card-code';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import type { Tx } from '../../../platform/database/tx';
import type { GiftCardPosting, GiftCardTerms, NewGiftCard, NewGiftCardSale } from '../domain/gift-card';

export interface GiftCardEntry {
  readonly sourceType: 'gift-card-sale' | 'gift-card-expiry';
  readonly sourceId: string;
  readonly description: string;
  readonly outletId: string | null;
  readonly effectiveDate: string;
  readonly amount: Money;
}

@Injectable()
export class GiftCardStore {
  /** The tender of a sale, under the lock of its open shift, whose report counts it; cash goes into the drawer. */
  async takeTender(tx: Tx, sale: NewGiftCardSale): Promise<void> {
    const { id, outletId, shiftId, method, amount, employeeId } = sale;
    if (method === 'cash') {
      await tx.prisma.$executeRaw`
        select sales.take_into_drawer(${tx.businessId}::uuid, ${outletId}::uuid, ${shiftId}::uuid, ${id}::uuid,
                                      'gift_card', ${amount}::bigint, ${employeeId}::uuid)`;
    } else {
      await tx.prisma.$executeRaw`
        select sales.require_open_shift(${tx.businessId}::uuid, ${outletId}::uuid, ${shiftId}::uuid)`;
    }
    await tx.prisma.$executeRaw`
      select sales.add_gift_card_to_shift(${tx.businessId}::uuid, ${shiftId}::uuid, ${method}, ${amount}::bigint)`;
  }

  /** Its code is kept as a hash. */
  async issue(tx: Tx, card: NewGiftCard, sale: NewGiftCardSale, entryId: string): Promise<void> {
    const { businessId } = tx;
    await tx.prisma.$executeRaw`
      insert into customers.gift_cards (business_id, id, code_hash, ending, balance, entries, expires_on)
      values (${businessId}::uuid, ${card.id}::uuid, customers.gift_card_hash(${card.code}), ${giftCardEnding(card.code)},
              0, 0, ${card.expiresOn}::date)`;
    await tx.prisma.$executeRaw`
      select customers.add_to_gift_card(${businessId}::uuid, ${card.id}::uuid, ${sale.amount}::bigint, 'gift-card-sale',
                                        ${sale.id}::uuid)`;
    await tx.prisma.$executeRaw`
      insert into customers.gift_card_sales (business_id, id, gift_card_id, outlet_id, shift_id, method, amount, reference,
                                             employee_id, business_date, journal_entry_id)
      values (${businessId}::uuid, ${sale.id}::uuid, ${sale.giftCardId}::uuid, ${sale.outletId}::uuid,
              ${sale.shiftId}::uuid, ${sale.method}, ${sale.amount}, ${sale.reference}, ${sale.employeeId}::uuid,
              ${sale.businessDate}::date, ${entryId}::uuid)`;
  }

  /** Returns the id of the entry. */
  async post(tx: Tx, { amount, ...facts }: GiftCardEntry, posting: GiftCardPosting, by: string): Promise<string> {
    const entry = {
      id: newId(),
      ...facts,
      recordedBy: by,
      lines: [
        { role: posting.debitRole, debit: moneyToJson(amount), credit: 0 },
        { role: posting.creditRole, debit: 0, credit: moneyToJson(amount) },
      ],
    };
    await tx.prisma.$executeRaw`
      select ledger.post_entry(${tx.businessId}::uuid, ${JSON.stringify(entry)}::jsonb)`;
    return entry.id;
  }

  /** Empties cards whose last day is before the given one, so many at most. */
  async expire(tx: Tx, before: string, limit: number, expiryId: string): Promise<{ giftCards: number; amount: Money }> {
    const [row] = await tx.prisma.$queryRaw<[{ giftCards: bigint; amount: bigint }]>`
      select gift_cards as "giftCards", amount
        from customers.expire_gift_cards(${tx.businessId}::uuid, ${before}::date, ${limit}::integer, ${expiryId}::uuid)`;
    return { giftCards: Number(row.giftCards), amount: row.amount };
  }

  /** The card, for this transaction alone; null where there is none. */
  async lock(tx: Tx, giftCardId: string): Promise<{ blocked: boolean; ending: string } | null> {
    const [row] = await tx.prisma.$queryRaw<{ blocked: boolean; ending: string }[]>`
      select blocked, ending from customers.gift_cards
       where business_id = ${tx.businessId}::uuid and id = ${giftCardId}::uuid
         for no key update`;
    return row ?? null;
  }

  async setBlocked({ prisma, businessId }: Tx, id: string, blocked: boolean): Promise<void> {
    await prisma.giftCard.update({ where: { businessId_id: { businessId, id } }, data: { blocked } });
  }

  /** What holds for cards sold now; where nobody has said anything they do not expire. */
  async terms({ prisma, businessId }: Tx): Promise<GiftCardTerms> {
    const terms = await prisma.giftCardTerm.findUnique({ where: { businessId }, select: { validMonths: true } });
    return terms ?? { validMonths: null };
  }

  /** The terms, for this transaction alone. */
  async lockTerms(tx: Tx): Promise<GiftCardTerms> {
    const [row] = await tx.prisma.$queryRaw<[GiftCardTerms]>`
      insert into customers.gift_card_terms as t (business_id, valid_months) values (${tx.businessId}::uuid, null)
      on conflict (business_id) do update set valid_months = t.valid_months -- the lock
      returning valid_months as "validMonths"`;
    return row;
  }

  async saveTerms({ prisma, businessId }: Tx, terms: GiftCardTerms): Promise<void> {
    await prisma.giftCardTerm.update({ where: { businessId }, data: terms });
  }
}
