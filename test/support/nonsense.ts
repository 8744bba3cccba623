import { KOPI_SENJA } from '../../src/demo/demo-ids';
import type { Client } from './client';
import { enrollAt, type EnrolledTill } from './enrolled-till';
import { OfflineTill } from './offline-till';

/** A till tells what cannot be applied. Returns what its manager has to look at. */
export async function tellNonsense(
  manager: Client,
  { outletId, token }: EnrolledTill,
  employeeId: string,
): Promise<string> {
  const operation = new OfflineTill(employeeId, new Date().toISOString()).do('dance', {});
  await manager.post('/sync/batches', { operations: [operation] }, { headers: { authorization: `Device ${token}` } });
  const { body } = await manager.get('/sync/exceptions', { outletId });
  return body.data[0].exceptionId as string;
}

/** The same in the demo café, and what becomes of it. */
export async function resolveNonsense(manager: Client, outletId: string): Promise<void> {
  const exceptionId = await tellNonsense(manager, await enrollAt(manager, outletId), KOPI_SENJA.employees.cashier);
  const resolution = { resolution: 'discarded', note: 'kasir baru' };
  const { status } = await manager.post(`/sync/exceptions/${exceptionId}/resolve`, resolution);
  if (status !== 200) throw new Error(`it was not resolved: ${status}`);
}
