import { Injectable } from '@nestjs/common';
import { groupBy } from '../../../kernel/group-by';
import { parseQuantity, type Quantity } from '../../../kernel/quantity';
import type { ReadTx } from '../../../platform/database/tx';
import {
  type ListedPrice,
  type PriceBook,
  PriceBooks,
  type PricedComboSlot,
  type PricedProduct,
  type PricedUnit,
  type PriceList,
  type TaxRule,
} from '../contracts/price-book';
import { promotionsOf } from './promotion-book';
import { comboSlotsOf } from './combo-slots';
import { productParts } from './product-parts';

/** Of price lists that are in use, and of the steps of one product in them. */
const LISTS_MAX = 500;
const STEPS_MAX = 100_000;

@Injectable()
export class PriceBookQuery extends PriceBooks {
  async load(tx: ReadTx, productIds: readonly string[]): Promise<PriceBook> {
    const { businessId } = tx;
    const revision = await this.revision(tx);
    const rules = await tx.prisma.taxRule.findMany({ where: { businessId } });
    return {
      revision,
      taxRules: rules.map((rule) => ({
        ...rule,
        kind: rule.kind as TaxRule['kind'],
        validFrom: isoDate(rule.validFrom),
        validTo: rule.validTo && isoDate(rule.validTo),
      })),
      priceLists: await priceListsOf(tx),
      promotions: await promotionsOf(tx),
      products: await productsOf(tx, productIds),
    };
  }

  async revision(tx: ReadTx): Promise<bigint> {
    const { revision } = await tx.prisma.catalogRevision.findUniqueOrThrow({ where: { businessId: tx.businessId } });
    return revision;
  }
}

async function priceListsOf(tx: ReadTx): Promise<PriceList[]> {
  const { businessId } = tx;
  const lists = await tx.prisma.priceList.findMany({ where: { businessId, active: true }, take: LISTS_MAX });
  return lists.map((list) => ({
    ...list,
    validFrom: list.validFrom && isoDate(list.validFrom),
    validTo: list.validTo && isoDate(list.validTo),
  }));
}

async function productsOf(tx: ReadTx, productIds: readonly string[]): Promise<Map<string, PricedProduct>> {
  if (productIds.length === 0) return new Map();
  const wanted = { businessId: tx.businessId, productId: { in: [...productIds] } };
  const products = await tx.prisma.product.findMany({
    where: { businessId: tx.businessId, id: wanted.productId },
    include: productParts,
  });
  const units = await tx.prisma.productUnit.findMany({ where: { ...wanted, active: true } });
  const prices = await tx.prisma.priceListItem.findMany({ where: wanted, take: STEPS_MAX });
  const slotsOf = await comboSlotsOf(tx, productIds);
  const unitsOf = groupBy(units, ({ productId }) => productId);
  const pricesOf = groupBy(prices, ({ productId }) => productId);
  const priced = products.map((product) => {
    const slots = slotsOf.get(product.id) ?? [];
    const listPrices = (pricesOf.get(product.id) ?? []).map(toStep);
    const known = toPricedProduct(product, (unitsOf.get(product.id) ?? []).map(toUnit), listPrices, slots);
    return slots.length === 0 ? known : { ...known, ...SOLD_AS_ITS_PARTS };
  });
  return new Map(priced.map((product) => [product.id, product]));
}

/** A combo is sold whole, and has neither packs nor modifiers of its own. */
const SOLD_AS_ITS_PARTS = { quantityDecimals: 0, units: [], modifierGroups: [] };

type ProductRow = Omit<PricedProduct, 'modifierGroups' | 'units' | 'listPrices' | 'comboSlots'> & {
  readonly productModifierGroups: readonly {
    readonly modifierGroup: PricedProduct['modifierGroups'][number];
  }[];
};

function toPricedProduct(
  { productModifierGroups, ...product }: ProductRow,
  units: readonly PricedUnit[],
  listPrices: readonly ListedPrice[],
  comboSlots: readonly PricedComboSlot[],
): PricedProduct {
  const modifierGroups = productModifierGroups.map(({ modifierGroup }) => modifierGroup);
  return { ...product, modifierGroups, units, listPrices, comboSlots };
}

function toUnit<Row extends { factor: Decimal }>(row: Row) {
  return { ...row, factor: quantityOf(row.factor) };
}

function toStep<Row extends { minQuantity: Decimal }>(row: Row) {
  return { ...row, minQuantity: quantityOf(row.minQuantity) };
}

interface Decimal {
  toFixed(decimals: number): string;
}

function quantityOf(decimal: Decimal): Quantity {
  return parseQuantity(decimal.toFixed(4))!;
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
