import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { groupBy } from '../../../kernel/group-by';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { Prisma, ProductUnit } from '../../../platform/database/generated/client';
import type { ReadTx } from '../../../platform/database/tx';
import { type Page, toPage } from '../../../platform/http/paging';
import type { PricedComboSlot } from '../contracts/price-book';
import { productNotFound } from '../domain/catalog.errors';
import { readPosition } from './product-position';
import type { ProductView } from '../http/product.schema';
import { comboSlotsOf } from './combo-slots';
import { productParts } from './product-parts';

export interface ProductFilter {
  readonly search?: string | undefined;
  readonly barcode?: string | undefined;
  readonly categoryId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

type ProductRow = Prisma.ProductGetPayload<{ include: typeof productParts }>;

/** The menu, as a till shows it: active products by name. */
@Injectable()
export class ProductsQuery {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, filter: ProductFilter): Promise<Page<ProductView>> {
    const after = readPosition(filter.cursor);
    const { businessId } = actor;
    const products = await this.database.read(businessId, async (tx) => {
      const rows = await tx.prisma.product.findMany({
        where: {
          businessId,
          active: true,
          AND: [
            filter.categoryId ? { categoryId: filter.categoryId } : {},
            filter.search ? matches(filter.search) : {},
            filter.barcode ? hasBarcode(filter.barcode) : {},
            after ? { OR: [{ name: { gt: after.name } }, { name: after.name, id: { gt: after.id } }] } : {},
          ],
        },
        include: productParts,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: filter.limit + 1,
      });
      return toViews(tx, rows);
    });
    return toPage(products, filter.limit, (product) => [product.name, product.id]);
  }

  async get(actor: Actor, id: string): Promise<ProductView> {
    const { businessId } = actor;
    const [product] = await this.database.read(businessId, async (tx) =>
      toViews(tx, await tx.prisma.product.findMany({ where: { businessId, id }, include: productParts })),
    );
    if (!product) throw productNotFound(id);
    return product;
  }
}

function matches(search: string): Prisma.ProductWhereInput {
  const literally = search.replace(/[\\%_]/g, '\\$&'); // Prisma leaves the wildcards of LIKE as they are
  const text = { contains: literally, mode: 'insensitive' as const };
  return { OR: [{ name: text }, { sku: text }, { variants: { some: { sku: text } } }] };
}

function hasBarcode(barcode: string): Prisma.ProductWhereInput {
  return {
    OR: [{ barcode }, { variants: { some: { barcode } } }, { productUnits: { some: { barcode, active: true } } }],
  };
}

/** Categories, units and combos apart: Prisma would ask for all relations at once, and a connection answers one question at a time. */
async function toViews(tx: ReadTx, rows: readonly ProductRow[]): Promise<ProductView[]> {
  const categories = await tx.prisma.category.findMany({
    where: { businessId: tx.businessId, id: { in: [...new Set(rows.map(({ categoryId }) => categoryId))] } },
  });
  const names = new Map(categories.map(({ id, name }) => [id, name]));
  const productIds = rows.map(({ id }) => id);
  const units = await tx.prisma.productUnit.findMany({
    where: { businessId: tx.businessId, productId: { in: productIds }, active: true },
    orderBy: [{ factor: 'asc' }, { id: 'asc' }],
  });
  const unitsOf = groupBy(units, ({ productId }) => productId);
  const slotsOf = await comboSlotsOf(tx, productIds);
  return rows.map((row) =>
    toView(row, names.get(row.categoryId)!, unitsOf.get(row.id) ?? [], slotsOf.get(row.id) ?? []),
  );
}

function toView(
  row: ProductRow,
  categoryName: string,
  units: readonly ProductUnit[],
  slots: readonly PricedComboSlot[],
): ProductView {
  return {
    id: row.id,
    sku: row.sku,
    barcode: row.barcode,
    name: row.name,
    description: row.description,
    category: { id: row.categoryId, name: categoryName },
    price: moneyToJson(row.price),
    uom: row.uom,
    quantityDecimals: row.quantityDecimals,
    trackStock: row.trackStock,
    taxCode: row.taxCode,
    station: row.station,
    active: row.active,
    variants: row.variants.map((variant) => ({
      id: variant.id,
      sku: variant.sku,
      barcode: variant.barcode,
      name: variant.name,
      price: moneyToJson(variant.price),
    })),
    units: units.map(({ id, variantId, name, factor, price, barcode }) => ({
      id,
      variantId,
      name,
      factor: factor.toFixed(),
      price: moneyToJson(price),
      barcode,
    })),
    modifierGroups: row.productModifierGroups.map(({ modifierGroup: group }) => ({
      id: group.id,
      name: group.name,
      minSelect: group.minSelect,
      maxSelect: group.maxSelect,
      modifiers: group.modifiers.map(({ id, name, price }) => ({ id, name, price: moneyToJson(price) })),
    })),
    comboSlots: slots.map(({ id, name, minSelect, maxSelect, choices }) => ({
      id,
      name,
      minSelect,
      maxSelect,
      choices: choices.map(({ productId, variantId, upcharge }) => ({
        productId,
        variantId,
        upcharge: moneyToJson(upcharge),
      })),
    })),
    updatedAt: row.updatedAt.toISOString(),
  };
}
