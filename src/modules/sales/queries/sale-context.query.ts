import { Injectable } from '@nestjs/common';
import { DomainError } from '../../../kernel/domain-error';
import { type PriceBook, PriceBooks, type PricedProduct } from '../../catalog';
import { type BusinessSettings, OutletSettings } from '../../identity';
import { Database } from '../../../platform/database/database';
import type { SaleContext } from '../domain/sale-context';
import { type Asked, type Guest, GuestsQuery, NOTHING_ASKED } from './guests.query';

const BUSINESSES_MAX = 500;
const PRODUCTS_MAX = 20_000;

interface Known {
  readonly revision: bigint;
  readonly settings: BusinessSettings;
  readonly taxRules: PriceBook['taxRules'];
  readonly priceLists: PriceBook['priceLists'];
  readonly promotions: PriceBook['promotions'];
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
    private readonly guests: GuestsQuery,
  ) {}

  /**
   * Decides on what is known (null: the business has no such active outlet). What is refused is decided once more where
   * the catalog has moved since it was read: a refusal comes to no commit that would notice.
   */
  async decide<Decision>(
    businessId: string,
    outletId: string,
    productIds: readonly string[],
    decision: (context: SaleContext | null) => Decision,
    asked: Asked = NOTHING_ASKED,
  ): Promise<Decision> {
    const known = await this.know(businessId, productIds);
    try {
      return decision(contextOf(known, outletId, await this.guests.find(businessId, asked, known)));
    } catch (refusal) {
      if (!(refusal instanceof DomainError) || !(await this.hasMoved(businessId, known.revision))) throw refusal;
      this.forget(businessId);
      const fresh = await this.know(businessId, productIds);
      return decision(contextOf(fresh, outletId, await this.guests.find(businessId, asked, fresh)));
    }
  }

  /** What is decided for a look alone comes to no commit that would notice that the catalog has moved. */
  async refresh(businessId: string): Promise<void> {
    const known = this.kept.get(businessId);
    if (known && (await this.hasMoved(businessId, known.revision))) this.forget(businessId);
  }

  /** The catalog has moved: read it again at the next sale. */
  forget(businessId: string): void {
    this.kept.delete(businessId);
  }

  private async know(businessId: string, productIds: readonly string[]): Promise<Known> {
    const known = this.kept.get(businessId);
    return known && productIds.every((id) => known.products.has(id)) ? known : this.read(businessId, productIds);
  }

  private async hasMoved(businessId: string, since: bigint): Promise<boolean> {
    return (await this.database.read(businessId, (tx) => this.priceBooks.revision(tx))) !== since;
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
    const { revision, taxRules, priceLists, promotions } = fresh.book;
    const known = { revision, settings: fresh.settings, taxRules, priceLists, promotions, products };
    this.keep(businessId, known);
    return known;
  }

  private keep(businessId: string, known: Known): void {
    this.kept.delete(businessId);
    this.kept.set(businessId, known);
    if (this.kept.size > BUSINESSES_MAX) this.kept.delete(this.kept.keys().next().value!);
  }
}

function contextOf(known: Known, outletId: string, guest: Guest): SaleContext | null {
  const { settings, ...catalog } = known;
  const outlet = settings.outlets.find(({ id, active }) => id === outletId && active);
  if (!outlet) return null;
  return { ...catalog, isTaxableEntrepreneur: settings.business.isTaxableEntrepreneur, outlet, ...guest };
}
