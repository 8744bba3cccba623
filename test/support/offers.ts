import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import type { Shop } from './shop';

type Columns = Record<string, unknown>;

/** What a shop charges at times, in packs and to some: rows of the catalog, as the owner of the database writes them. */
export class Offers {
  constructor(
    private readonly owner: Client,
    private readonly shop: Shop,
  ) {}

  /** Prices by SKU, or by SKU and quantity: `{ BERAS: 70_000, 'SABUN 12': 10_000 }`. */
  async priceList(name: string, prices: Record<string, number>, terms: Columns = {}): Promise<string> {
    const id = await this.insert('catalog.price_lists', { name, ...terms });
    for (const [text, price] of Object.entries(prices)) {
      const [sku, minQuantity = '0'] = text.split(' ') as [string, string?];
      await this.insert('catalog.price_list_items', {
        price_list_id: id,
        ...this.goods(sku),
        min_quantity: minQuantity,
        price,
      });
    }
    return id;
  }

  unit(sku: string, name: string, factor: string, price: number): Promise<string> {
    return this.insert('catalog.product_units', { ...this.goods(sku), name, factor, price });
  }

  async insert(table: string, row: Columns): Promise<string> {
    const full: Columns = { business_id: this.shop.businessId, id: newId(), ...row };
    const places = Object.keys(full).map((_, place) => `$${place + 1}`);
    await this.owner.query(
      `insert into ${table} (${Object.keys(full).join(', ')}) values (${places.join(', ')})`,
      Object.values(full),
    );
    return full.id as string;
  }

  goods(sku: string): { product_id: string; variant_id: string | null } {
    const line = this.shop.line(`1 ${sku}`);
    return { product_id: line.productId, variant_id: line.variantId };
  }
}
