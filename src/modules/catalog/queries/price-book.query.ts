import { Injectable } from '@nestjs/common';
import type { ReadTx } from '../../../platform/database/tx';
import { type PriceBook, PriceBooks, type PricedProduct, type TaxRule } from '../contracts/price-book';
import { productParts } from './product-parts';

@Injectable()
export class PriceBookQuery extends PriceBooks {
  async load(tx: ReadTx, productIds: readonly string[]): Promise<PriceBook> {
    const { businessId } = tx;
    const { revision } = await tx.prisma.catalogRevision.findUniqueOrThrow({ where: { businessId } });
    const rules = await tx.prisma.taxRule.findMany({ where: { businessId } });
    const products = await tx.prisma.product.findMany({
      where: { businessId, id: { in: [...productIds] }, active: true },
      include: productParts,
    });
    return {
      revision,
      taxRules: rules.map((rule) => ({
        ...rule,
        kind: rule.kind as TaxRule['kind'],
        validFrom: isoDate(rule.validFrom),
        validTo: rule.validTo && isoDate(rule.validTo),
      })),
      products: new Map(products.map((product) => [product.id, toPricedProduct(product)])),
    };
  }
}

type ProductRow = Omit<PricedProduct, 'modifierGroups'> & {
  readonly productModifierGroups: readonly {
    readonly modifierGroup: PricedProduct['modifierGroups'][number];
  }[];
};

function toPricedProduct({ productModifierGroups, ...product }: ProductRow): PricedProduct {
  return { ...product, modifierGroups: productModifierGroups.map(({ modifierGroup }) => modifierGroup) };
}

function isoDate(date: Date): string {
  return date.toISOString().slice(0, 10);
}
