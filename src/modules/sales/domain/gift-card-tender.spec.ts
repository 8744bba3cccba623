import { giftCardsOf, shownReference, withoutCardCodes } from './gift-card-tender';
import type { SettledPayment } from './settlement';

const CODE = 'ABCDE-01234-FGHJK-56789';

const paid = (method: SettledPayment['method'], settled: bigint, reference: string | null): SettledPayment => ({
  ...{ method, settled, reference },
  amount: settled,
  change: 0n,
});

it('What a till told is shown without the codes of cards, and else as it was told', () => {
  const told = (method: string, reference: unknown) =>
    JSON.stringify({ body: { note: CODE, payments: [{ amount: 1, method, reference }] }, kind: 'sale' });
  expect(withoutCardCodes(told('gift_card', CODE))).toBe(told('gift_card', '…6789'));
  for (const other of [told('card', CODE), told('gift_card', null), told('gift_card', 7), '{"payments":"gift_card"}']) {
    expect(withoutCardCodes(other)).toBe(other);
  }
});

describe('A payment by gift card', () => {
  it('names each card once, however often and however it is typed', () => {
    const other = '00000-00000-00000-00000';
    const payments = [
      paid('gift_card', 10_000n, CODE),
      paid('card', 5_000n, 'EDC 1'),
      paid('gift_card', 2_000n, other),
      paid('gift_card', 1_000n, CODE.toLowerCase()),
    ];
    expect(giftCardsOf(payments)).toEqual([
      { code: 'ABCDE01234FGHJK56789', amount: 11_000 },
      { code: '0'.repeat(20), amount: 2_000 },
    ]);
  });

  it('is told by the ending of its code; what pays otherwise, by what was said', () => {
    expect(shownReference(paid('gift_card', 1n, CODE))).toBe('6789');
    expect(shownReference(paid('card', 1n, CODE))).toBe(CODE);
    expect(shownReference(paid('cash', 1n, null))).toBeNull();
  });

  it('needs a code, and one that a card can have', () => {
    expect(() => giftCardsOf([paid('gift_card', 1n, null)])).toThrow(
      expect.objectContaining({ code: 'sales.gift-card-code-required' }),
    );
    expect(() => giftCardsOf([paid('gift_card', 1n, 'kartu')])).toThrow(
      expect.objectContaining({ code: 'customers.gift-card-not-found' }),
    );
  });
});
