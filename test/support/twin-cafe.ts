import { type BusinessIds, idsOf } from '../../src/demo/business-ids';
import { kopiSenja } from '../../src/demo/kopi-senja';
import { newId } from '../../src/kernel/ids';
import { openBusinesses } from './fixtures';

export interface TwinCafe {
  readonly businessId: string;
  readonly ids: BusinessIds;
  /** At an address of its own, such as `cashier@twin.test`. */
  readonly email: (name: 'owner' | 'manager' | 'cashier' | 'kitchen') => string;
}

/** Another café with the same menu, guests and tables as Kopi Senja: whatever Kopi Senja has, it has too, under other ids. */
export async function openTwinCafe(ownerUrl: string): Promise<TwinCafe> {
  const id = newId();
  const employees = kopiSenja.employees.map((one) => ({ ...one, email: one.email.replace('kopisenja', 'twin') }));
  await openBusinesses(ownerUrl, [{ ...kopiSenja, id, name: 'Kopi Kembar', employees }]);
  return { businessId: id, ids: idsOf(id), email: (name) => `${name}@twin.test` };
}
