import type { Money } from '../../../kernel/money';
import type { Occasion } from './cart';
import { type DiscountedLine, netOf, takeOffAll } from './discounts';
import type { SaleContext, VoucherTerms } from './sale-context';
import { voucherUnusable, voucherWithdrawn } from './sales.errors';

/**
 * The vouchers that a sale names. Throws `catalog.voucher-withdrawn`, to whom could use it otherwise, and
 * `catalog.voucher-unusable`, whatever else it is that one of them lacks.
 */
export function vouchersFor({ vouchers }: SaleContext, occasion: Occasion): readonly VoucherTerms[] {
  const { date } = occasion.moment.today;
  return [...new Set(occasion.vouchers)].map((code) => {
    const voucher = vouchers.find((known) => known.code === code);
    const begun = voucher && (voucher.validFrom === null || voucher.validFrom <= date);
    if (!begun || (voucher.validTo !== null && voucher.validTo < date)) throw voucherUnusable();
    if (voucher.withdrawn) throw voucherWithdrawn();
    return voucher;
  });
}

/** What vouchers of a value take off the whole, one after the other: what is not needed of one remains. */
export function giveVouchers(
  lines: readonly DiscountedLine[],
  vouchers: readonly VoucherTerms[],
): readonly DiscountedLine[] {
  return vouchers.reduce((left, { id, code, remaining }) => {
    if (remaining === null) return left;
    const reason = { scope: 'order', source: 'voucher', sourceId: id, name: `Voucher …${code.slice(-4)}` } as const;
    return takeOffAll(left, reason, lesser(remaining, netOf(left)));
  }, lines);
}

/** A voucher that nothing came of is not used up: it is handed back, and the sale is asked for without it. */
export function requireUse(lines: readonly DiscountedLine[], vouchers: readonly VoucherTerms[]): void {
  const used = new Set(lines.flatMap(({ discounts }) => discounts.map(({ sourceId }) => sourceId)));
  if (vouchers.some(({ id }) => !used.has(id))) throw voucherUnusable();
}

function lesser(a: Money, b: Money): Money {
  return a < b ? a : b;
}
