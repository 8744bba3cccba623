import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { Database } from '../../../platform/database/database';
import type { Prisma } from '../../../platform/database/generated/client';
import { decodeCursor, type Page, toPage } from '../../../platform/http/paging';
import { productNotFound } from '../domain/catalog.errors';
import type { ProductView } from '../http/product.schema';
import { productParts } from './product-parts';

export interface ProductFilter {
  readonly search?: string | undefined;
  readonly barcode?: string | undefined;
  readonly categoryId?: string | undefined;
  readonly cursor?: string | undefined;
  readonly limit: number;
}

const parts = { ...productParts, category: true } satisfies Prisma.ProductInclude;
type ProductRow = Prisma.ProductGetPayload<{ include: typeof parts }>;

/** The menu, as a till shows it: active products by name. */
@Injectable()
export class ProductsQuery {
  constructor(private readonly database: Database) {}

  async list(actor: Actor, filter: ProductFilter): Promise<Page<ProductView>> {
    const after = decodeCursor(filter.cursor, 2);
    const { businessId } = actor;
    const rows = await this.database.read(businessId, (tx) =>
      tx.prisma.product.findMany({
        where: {
          businessId,
          active: true,
          AND: [
            filter.categoryId ? { categoryId: filter.categoryId } : {},
            filter.search ? matches(filter.search) : {},
            filter.barcode ? hasBarcode(filter.barcode) : {},
            after ? { OR: [{ name: { gt: after[0]! } }, { name: after[0]!, id: { gt: after[1]! } }] } : {},
          ],
        },
        include: parts,
        orderBy: [{ name: 'asc' }, { id: 'asc' }],
        take: filter.limit + 1,
      }),
    );
    return toPage(rows.map(toView), filter.limit, (product) => [product.name, product.id]);
  }

  async get(actor: Actor, id: string): Promise<ProductView> {
    const { businessId } = actor;
    const row = await this.database.read(businessId, (tx) =>
      tx.prisma.product.findUnique({ where: { businessId_id: { businessId, id } }, include: parts }),
    );
    if (!row) throw productNotFound(id);
    return toView(row);
  }
}

function matches(search: string): Prisma.ProductWhereInput {
  const text = { contains: search, mode: 'insensitive' as const };
  return { OR: [{ name: text }, { sku: text }, { variants: { some: { sku: text } } }] };
}

function hasBarcode(barcode: string): Prisma.ProductWhereInput {
  return { OR: [{ barcode }, { variants: { some: { barcode } } }] };
}

function toView(row: ProductRow): ProductView {
  return {
    id: row.id,
    sku: row.sku,
    barcode: row.barcode,
    name: row.name,
    description: row.description,
    category: { id: row.category.id, name: row.category.name },
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
    modifierGroups: row.productModifierGroups.map(({ modifierGroup: group }) => ({
      id: group.id,
      name: group.name,
      minSelect: group.minSelect,
      maxSelect: group.maxSelect,
      modifiers: group.modifiers.map(({ id, name, price }) => ({ id, name, price: moneyToJson(price) })),
    })),
    updatedAt: row.updatedAt.toISOString(),
  };
}
