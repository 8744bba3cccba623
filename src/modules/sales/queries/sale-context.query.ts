import { Injectable } from '@nestjs/common';
import { type PriceBook, PriceBooks, type PricedProduct } from '../../catalog';
import { type BusinessSettings, OutletSettings } from '../../identity';
import { Database } from '../../../platform/database/database';
import type { SaleContext } from '../domain/sale-context';

const BUSINESSES_MAX = 500;
const PRODUCTS_MAX = 20_000;

interface Known {
  readonly revision: bigint;
  readonly settings: BusinessSettings;
  readonly taxRules: PriceBook['taxRules'];
  readonly products: Map<string, PricedProduct>;
}

/**
 * What pricing needs, kept per business under the catalog's revision. The commit checks the revision, so what is kept
 * here can be old but never be sold from.
 */
@Injectable()
export class SaleContextQuery {
  private readonly kept = new Map<string, Known>();

  constructor(
    private readonly database: Database,
    private readonly priceBooks: PriceBooks,
    private readonly outletSettings: OutletSettings,
  ) {}

  /** Null when the business has no such active outlet. */
  async load(businessId: string, outletId: string, productIds: readonly string[]): Promise<SaleContext | null> {
    let known = this.kept.get(businessId);
    if (!known || productIds.some((id) => !known!.products.has(id))) {
      known = await this.read(businessId, productIds);
    }
    const outlet = known.settings.outlets.find(({ id, active }) => id === outletId && active);
    if (!outlet) return null;
    return {
      revision: known.revision,
      isTaxableEntrepreneur: known.settings.business.isTaxableEntrepreneur,
      outlet,
      taxRules: known.taxRules,
      products: known.products,
    };
  }

  /** The catalog has moved: read it again at the next sale. */
  forget(businessId: string): void {
    this.kept.delete(businessId);
  }

  private async read(businessId: string, productIds: readonly string[]): Promise<Known> {
    const fresh = await this.database.read(businessId, async (tx) => {
      const settings = await this.outletSettings.load(tx);
      return { settings, book: await this.priceBooks.load(tx, productIds) };
    });
    const before = this.kept.get(businessId);
    const same = before?.revision === fresh.book.revision && before.products.size < PRODUCTS_MAX;
    const products = same ? before.products : new Map<string, PricedProduct>();
    for (const [id, product] of fresh.book.products) products.set(id, product);
    const known = { revision: fresh.book.revision, settings: fresh.settings, taxRules: fresh.book.taxRules, products };
    this.keep(businessId, known);
    return known;
  }

  private keep(businessId: string, known: Known): void {
    this.kept.delete(businessId);
    this.kept.set(businessId, known);
    if (this.kept.size > BUSINESSES_MAX) this.kept.delete(this.kept.keys().next().value!);
  }
}
