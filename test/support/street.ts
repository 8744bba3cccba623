import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import type { Client } from './client';
import type { Counter } from './shoppers';
import { type SaleBody, Till } from './till';

/** The demo's three outlets with open tills, and what is bought there: food for the kitchen, goods, with and without a card. */
export async function openStreet(nobody: Client, random: () => number): Promise<Counter[]> {
  const cafe = await nobody.logIn('cashier@kopisenja.test');
  const market = await nobody.logIn('cashier@tokomaju.test');
  const counter = async (
    client: Client,
    businessId: string,
    outletId: string,
    cart: () => SaleBody,
  ): Promise<Counter> => ({
    businessId,
    till: await Till.open(client, { outletId, drawer: `drawer ${Math.floor(random() * 1e6)}` }),
    cart,
  });
  return [
    await counter(cafe, KOPI_SENJA.businessId, KOPI_SENJA.outlets.jkt1, () => cafeCart(random)),
    await counter(cafe, KOPI_SENJA.businessId, KOPI_SENJA.outlets.mks1, () => cafeCart(random)),
    await counter(market, TOKO_MAJU.businessId, TOKO_MAJU.outlets.bdg1, () => marketCart(random)),
  ];
}

function cafeCart(random: () => number): SaleBody {
  const { products, modifiers, customers } = KOPI_SENJA;
  const coffee = { productId: products.kopiSusu, quantity: String(1 + Math.floor(random() * 3)) };
  const rice = { productId: products.nasiGoreng, quantity: '1', modifiers: [{ modifierId: modifiers.sedang }] };
  const guest = [{}, { customerId: customers.silver }, { customerId: customers.plain }][Math.floor(random() * 3)];
  return { orderType: 'takeaway', items: random() < 0.5 ? [coffee] : [rice, coffee], ...guest };
}

function marketCart(random: () => number): SaleBody {
  const { products, customers } = TOKO_MAJU;
  const noodles = { productId: products.miGoreng, quantity: '1' };
  const apples = { productId: products.apel, quantity: '0.025' };
  return {
    items: random() < 0.5 ? [noodles] : [apples, noodles],
    ...(random() < 0.5 && { customerId: customers.plain }),
  };
}
