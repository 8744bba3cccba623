import type { INestApplicationContext } from '@nestjs/common';
import { newId } from '../../src/kernel/ids';
import {
  type SellGiftCardCommand,
  SellGiftCardUseCase,
  type SoldGiftCard,
} from '../../src/modules/customers/use-cases/sell-gift-card.use-case';
import type { Tender } from '../../src/modules/sales/domain/cart';
import { Database, writerOf } from '../../src/platform/database/database';
import type { Shop } from './shop';

/** A card of 100.000, sold by card at the first till. */
export async function sellGiftCard(
  app: INestApplicationContext,
  shop: Shop,
  command: Partial<SellGiftCardCommand> = {},
): Promise<SoldGiftCard> {
  const { outletId, shiftId } = shop;
  const whole = { outletId, shiftId, amount: 100_000n, method: 'card' as const, reference: null, ...command };
  return (await app.get(SellGiftCardUseCase).execute(shop.actor(), whole, newId())).body;
}

export function giftCard(code: string, amount: bigint): Tender {
  return { method: 'gift_card', amount, reference: code };
}

/** A card with a code of the test's choice, with its journal entry, in one commit. */
export async function plantGiftCard(shop: Shop, code: string, amount: number): Promise<void> {
  const [id, source] = [newId(), newId()];
  const entry = JSON.stringify({
    ...{ id: newId(), effectiveDate: '2026-11-21', outletId: shop.outletId, sourceType: 'test', sourceId: source },
    ...{ description: 'Kartu hadiah', recordedBy: shop.actor().employeeId },
    lines: [
      { role: 'BANK', debit: amount, credit: 0 },
      { role: 'GIFT_CARD', debit: 0, credit: amount },
    ],
  });
  await shop.app.get(Database).change(writerOf(shop.actor()), async ({ businessId, prisma }) => {
    await prisma.$executeRaw`
      insert into customers.gift_cards (business_id, id, code_hash, ending, balance, entries)
      values (${businessId}::uuid, ${id}::uuid, customers.gift_card_hash(${code}), ${code.slice(-4)}, 0, 0)`;
    await prisma.$executeRaw`
      select customers.add_to_gift_card(${businessId}::uuid, ${id}::uuid, ${amount}::bigint, 'test', ${source}::uuid)`;
    await prisma.$executeRaw`select ledger.post_entry(${businessId}::uuid, ${entry}::jsonb)`;
  });
}
