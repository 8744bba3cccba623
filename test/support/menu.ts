import type { Client } from './client';
import type { SaleItem } from './till';

/** The products as a till shows them, by name. */
export class Menu {
  private constructor(private readonly products: ReadonlyMap<string, any>) {}

  static async read(client: Client, outletId: string): Promise<Menu> {
    const { body } = await client.get('/products', { outletId, limit: '200' });
    return new Menu(new Map(body.data.map((product: any) => [product.name, product])));
  }

  get(name: string): any {
    return this.products.get(name);
  }

  item(name: string, quantity = '1', more: Partial<SaleItem> = {}): SaleItem {
    return { productId: this.get(name).id, quantity, ...more };
  }

  /** The modifiers of a product by their names. */
  choose(product: string, ...names: string[]): { modifierId: string }[] {
    return this.get(product)
      .modifierGroups.flatMap(({ modifiers }: any) => modifiers)
      .filter(({ name }: any) => names.includes(name))
      .map(({ id }: any) => ({ modifierId: id }));
  }
}
