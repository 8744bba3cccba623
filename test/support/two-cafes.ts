import { type BusinessIds, idsOf } from '../../src/demo/business-ids';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { AccessTokens } from '../../src/platform/auth/access-tokens';
import type { Client } from './client';
import type { ServedApp } from './served-app';
import { enrollAt, type EnrolledTill } from './enrolled-till';
import { tellNonsense } from './nonsense';
import { listenersToRest } from './sound-books';
import { Till } from './till';
import { openTwinCafe } from './twin-cafe';

interface Sold {
  readonly transactionId: string;
  readonly ledgerEntryId: string;
  readonly items: readonly { readonly itemId: string }[];
}

/** A café as its owner uses it, with a till and a sale in each of its two outlets. */
export interface Cafe {
  readonly businessId: string;
  readonly ids: BusinessIds;
  readonly owner: Client;
  readonly till: Till;
  readonly otherTill: Till;
  readonly sale: Sold;
  readonly otherSale: Sold;
  /** An enrolled till at each outlet. */
  readonly device: EnrolledTill;
  readonly otherDevice: EnrolledTill;
  /** What a customer owes at each of them. */
  readonly receivableId: string;
  readonly otherReceivableId: string;
  /** Something that the till at each of them told and that could not be applied. */
  readonly exceptionId: string;
  readonly otherExceptionId: string;
}

/** Kopi Senja and its twin, open. */
export async function openTwoCafes(app: ServedApp): Promise<{ ours: Cafe; theirs: Cafe }> {
  const twin = await openTwinCafe(app.database.ownerUrl);
  const ours = await openCafe(app, KOPI_SENJA.businessId, 'owner@kopisenja.test');
  const theirs = await openCafe(app, twin.businessId, twin.email('owner'));
  await listenersToRest(app.database.ownerUrl);
  return { ours, theirs };
}

export function coffeeOf({ ids }: Pick<Cafe, 'ids'>): { items: { productId: string; quantity: string }[] } {
  return { items: [{ productId: ids.product('KS-KOPI-SUSU'), quantity: '1' }] };
}

/** A manager of a café with a token for the given outlets, whoever signed it. */
export async function managerAt(app: ServedApp, cafe: Cafe, outletIds: string[]): Promise<Client> {
  const token = await new AccessTokens(app.secret).issue({
    businessId: cafe.businessId,
    employeeId: cafe.ids.employee('manager@kopisenja.test'),
    role: 'manager',
    outletIds,
    outletId: null,
    sessionId: newId(),
  });
  return cafe.owner.as(token);
}

async function openCafe(app: ServedApp, businessId: string, email: string): Promise<Cafe> {
  const ids = idsOf(businessId);
  const owner = await app.logIn(email);
  const till = await Till.open(owner, { outletId: ids.outlet('JKT1') });
  const otherTill = await Till.open(owner, { outletId: ids.outlet('MKS1') });
  const [sale, otherSale] = [(await till.sell(coffeeOf({ ids }))).body, (await otherTill.sell(coffeeOf({ ids }))).body];
  const [device, otherDevice] = [await enrollAt(owner, till.outletId), await enrollAt(owner, otherTill.outletId)];
  const customerId = ids.customer('Dimas Pratama');
  await owner.put(`/customers/${customerId}/credit-limit`, { creditLimit: 1_000_000 });
  const owe = async (at: Till) => {
    await at.sell({ ...coffeeOf({ ids }), customerId, payments: [], dueDate: '2099-12-31' });
    const { body } = await owner.get('/receivables', { outletId: at.outletId });
    return body.data[0].receivableId as string;
  };
  const owed = { receivableId: await owe(till), otherReceivableId: await owe(otherTill) };
  const cashier = ids.employee('owner@kopisenja.test');
  const told = {
    exceptionId: await tellNonsense(owner, device, cashier),
    otherExceptionId: await tellNonsense(owner, otherDevice, cashier),
  };
  return { businessId, ids, owner, till, otherTill, sale, otherSale, device, otherDevice, ...owed, ...told };
}
