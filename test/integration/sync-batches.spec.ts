import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import type { Device } from '../../src/kernel/device';
import { newId } from '../../src/kernel/ids';
import { CreatePairingCodeUseCase } from '../../src/modules/identity/use-cases/create-pairing-code.use-case';
import { EnrollDeviceUseCase } from '../../src/modules/identity/use-cases/enroll-device.use-case';
import { RevokeDeviceUseCase } from '../../src/modules/identity/use-cases/revoke-device.use-case';
import { SyncIntake } from '../../src/modules/sales/http/sync-intake';
import { Devices } from '../../src/platform/auth/devices';
import { hashOf, OfflineTill, type ToldOperation } from '../support/offline-till';
import { NOW, SalesApp, startSales } from '../support/sales-app';
import { Shop, WRITERS } from '../support/shop';
import { rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let elsewhere: INestApplicationContext;
let shop: Shop;
let device: Device;
let till: OfflineTill;
const cook = newId();
const stranger = newId();

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  elsewhere = await startSales(selling.databaseUrl);
  shop = await Shop.open(app, owner);
  await hire(cook, 'kitchen', 'UJI1');
  await hire(stranger, 'cashier', 'UJI2');
});

beforeEach(async () => {
  device = await enroll();
  till = new OfflineTill(shop.ids.employee('cashier@uji.test'), NOW.toISOString());
});

afterEach(() => selling.expectSoundBooks());

afterAll(async () => {
  await elsewhere?.close();
  await selling?.close();
});

async function hire(id: string, role: string, outletCode: string): Promise<void> {
  await owner.query(
    `insert into identity.employees (business_id, id, email, name, role, password_hash) values ($1, $2, $4, $3, $3, 'x')`,
    [shop.businessId, id, role, `${role}@uji.example`],
  );
  await owner.query('insert into identity.employee_outlets (business_id, employee_id, outlet_id) values ($1, $2, $3)', [
    shop.businessId,
    id,
    shop.ids.outlet(outletCode),
  ]);
}

async function enroll(of = shop, outletCode = 'UJI1'): Promise<Device> {
  const pairing = { outletId: of.ids.outlet(outletCode), drawer: 'main' };
  const { code } = await app.get(CreatePairingCodeUseCase).execute(of.actor('manager'), pairing);
  const { token } = await app.get(EnrollDeviceUseCase).execute({ code, name: 'Kasir', address: newId() });
  return { ...(await app.get(Devices).recognise(token))!, correlationId: 'test' };
}

/** To one process of the server, or to another. */
const bring = (operations: readonly ToldOperation[], from = device, process = app) =>
  process.get(SyncIntake).receive(from, [...operations]);
const statuses = async (operations: readonly ToldOperation[]) =>
  (await bring(operations)).results.map(({ status, code }) => (code === null ? status : `${status} ${code}`));

const sale = (more: Record<string, unknown> = {}, of = shop) => ({
  id: newId(),
  outletId: of.outletId,
  shiftId: of.shiftId,
  orderType: 'retail',
  items: [{ productId: of.ids.product('BERAS'), quantity: '1' }],
  payments: [{ method: 'cash', amount: 100_000 }],
  ...more,
});

const lead = () => shop.ids.employee('manager@uji.test');

const ofTable = (table: string, of = shop) => rowsOf(owner, of.businessId, table);

describe.each(WRITERS)('With the %s writer, a till', (writer) => {
  it('that was offline for a day brings it, and is answered the same when it brings it again', async () => {
    const cafe = await Shop.open(app, owner, { writer });
    device = await enroll(cafe);
    till = new OfflineTill(cafe.ids.employee('cashier@uji.test'), '2026-11-21T01:00:00.000Z');
    const shiftId = newId();
    till.do('open-shift', { id: shiftId, outletId: cafe.outletId, drawer: 'bar', openingCash: 50_000 });
    const sold = till.do('sale', sale({ shiftId }, cafe));
    till.do('sale', sale({ shiftId }, cafe));
    till.do('end-shift', { shiftId });
    till.do('close-shift', { shiftId, countedCash: 50_000 });
    const first = await bring(till.operations);
    expect(first).toMatchObject({ appliedThrough: 5, appliedHash: hashOf(till.operations[4]!) });
    expect(first.results.map(({ status }) => status)).toEqual(Array(5).fill('applied'));
    const again = await bring(till.operations);
    expect(again).toEqual({ ...first, results: first.results.map((one) => ({ ...one, status: 'replayed' })) });

    const [stored] = (await ofTable('sales.transactions', cafe)).filter(({ id }) => id === sold.body.id);
    expect(first.results[1]!.result).toMatchObject({ receiptNumber: stored!.receipt_number, shiftId });
    expect(stored!.occurred_at).toBe('2026-11-21T01:00:00+00:00');
    const [shift] = (await ofTable('sales.shifts', cafe)).filter(({ id }) => id === shiftId);
    expect(shift).toMatchObject({ state: 'closed', opened_at: '2026-11-21T01:00:00+00:00' });
    const told = await ofTable('sales.offline_operations', cafe);
    expect(told.map(({ kind, refusal }) => [kind, refusal])).toHaveLength(5);
  });
});

/** `TellSyncStatusUseCase` has its test over HTTP too, where it is seen. */
describe('A sale that is voided offline', () => {
  it('is undone by whoever may, and else a manager decides', async () => {
    const [kept, voided] = [till.do('sale', sale()), till.do('sale', sale())];
    till.do('void', { transactionId: voided.body.id, reason: 'salah tekan' }, { employeeId: lead() });
    till.do('void', { transactionId: kept.body.id, reason: 'salah tekan' });
    till.do('void', { transactionId: newId(), reason: 'salah tekan' }, { employeeId: lead() });
    till.do('void', { transactionId: voided.body.id, reason: 'salah lagi' }, { employeeId: lead() });
    expect(await statuses(till.operations)).toEqual([
      ...['applied', 'applied', 'applied', 'quarantined auth.approval-required'],
      ...['quarantined sales.transaction-not-found', 'quarantined sales.transaction-voided'],
    ]);
    expect((await bring(till.operations)).results[2]).toMatchObject({
      status: 'replayed',
      result: { transactionId: voided.body.id, status: 'voided', voidedAt: NOW.toISOString() },
    });
    const voids = (await ofTable('sales.voids')).map(({ transaction_id: id }) => id);
    expect([voids.includes(voided.body.id as string), voids.includes(kept.body.id as string)]).toEqual([true, false]);
  });
});

describe('A batch', () => {
  it('is taken in order, however it is shuffled, from two connections at once to two processes', async () => {
    for (let count = 0; count < 12; count++) till.do('sale', sale());
    const before = (await ofTable('sales.transactions')).length;
    const odd = till.operations.filter(({ sequence }) => sequence % 2 === 1);
    const answers = await Promise.all([
      bring(till.operations.toReversed()),
      bring([...till.operations, ...odd], device, elsewhere),
      bring(till.operations.slice(4)),
    ]);
    expect((await ofTable('sales.transactions')).length).toBe(before + 12);
    const told = answers.flatMap(({ results }) => results);
    expect(told.filter(({ status }) => status === 'applied').length).toBe(12);
    expect(new Set(told.map(({ status }) => status))).not.toContain('conflict');
    expect((await bring(till.operations)).appliedThrough).toBe(12);
  });

  it('waits behind a gap', async () => {
    const [first, missing, third] = [till.do('sale', sale()), till.do('sale', sale()), till.do('sale', sale())];
    expect(await statuses([third!, first!])).toEqual(['waiting sync.gap', 'applied']);
    expect(await statuses([missing!, third!])).toEqual(['applied', 'applied']);
  });

  it('that contradicts what the device told before is not taken', async () => {
    const first = till.do('sale', sale());
    expect(await statuses([first])).toEqual(['applied']);
    const another = { ...first, operationId: newId() };
    const otherBody = { ...first, body: sale() };
    const rootless = till.do('sale', sale(), { previousHash: 'f'.repeat(64) });
    expect(await statuses([another])).toEqual(['conflict sync.sequence-taken']);
    expect(await statuses([otherBody])).toEqual(['conflict sync.operation-id-taken']);
    expect(await statuses([rootless, till.do('sale', sale())])).toEqual([
      'conflict sync.chain-broken',
      'waiting sync.gap',
    ]);
    expect((await bring([first])).appliedThrough).toBe(1);
  });

  it('that another device has told, or somebody else’s key has spent, is not taken', async () => {
    const first = till.do('sale', sale());
    expect(await statuses([first])).toEqual(['applied']);
    const other = await enroll();
    expect((await bring([first], other)).results[0]).toMatchObject({
      status: 'conflict',
      code: 'sync.operation-id-taken',
    });
    const spent = till.do('sale', sale());
    await shop.sell({}, { key: `sync:${spent.operationId}` });
    expect(await statuses([spent])).toEqual(['conflict sync.operation-id-taken']);
  });

  it('of a device that is revoked meanwhile is not taken', async () => {
    const before = await ofTable('sales.transactions');
    await app.get(RevokeDeviceUseCase).execute(shop.actor('manager'), { deviceId: device.deviceId });
    const revoked = { kind: 'unauthenticated', code: 'auth.device-token-invalid' };
    await expect(bring([till.do('sale', sale())])).rejects.toMatchObject(revoked);
    const other = new OfflineTill(newId(), NOW.toISOString());
    await expect(bring([other.do('sale', sale())])).rejects.toMatchObject(revoked);
    expect(await ofTable('sales.transactions')).toEqual(before);
  });
});

/** What `QuarantineOperationUseCase` is for. */
describe('An operation that cannot be applied is kept, and holds nothing up', () => {
  it.each<[string, () => [kind: string, body: Record<string, unknown>, more?: Partial<ToldOperation>]]>([
    ['sync.kind-unknown', () => ['dance', {}]],
    ['sync.body-unreadable', () => ['sale', sale({ items: [] })]],
    ['sync.body-unreadable', () => ['sale', { note: 'a \u0000 that jsonb knows not, and half a \ud83d' }]],
    ['sync.occurred-at-unreadable', () => ['sale', sale(), { occurredAt: 'yesterday' }]],
    ['sync.employee-unknown', () => ['end-shift', { shiftId: shop.shiftId }, { employeeId: newId() }]],
    ['sync.employee-unknown', () => ['end-shift', { shiftId: shop.shiftId }, { employeeId: 'Budi' }]],
    ['auth.permission-missing', () => ['end-shift', { shiftId: shop.shiftId }, { employeeId: cook }]],
    ['sync.employee-not-entitled', () => ['end-shift', { shiftId: shop.shiftId }, { employeeId: stranger }]],
    ['identity.outlet-not-found', () => ['sale', sale({ outletId: shop.ids.outlet('UJI2') })]],
    ['identity.outlet-not-found', () => ['open-shift', { outletId: shop.ids.outlet('UJI2'), openingCash: 1 }]],
    ['sales.shift-already-open', () => ['open-shift', { outletId: shop.outletId, openingCash: 1 }]],
    [
      'sales.shift-exists',
      () => ['open-shift', { id: shop.shiftId, outletId: shop.outletId, drawer: 'c', openingCash: 1 }],
    ],
    ['sales.shift-not-found', () => ['end-shift', { shiftId: newId() }]],
    ['sales.shift-not-found', () => ['close-shift', { shiftId: newId(), countedCash: 1 }]],
    [
      'sales.cash-movement-amount',
      () => ['cash-movement', { shiftId: newId(), kind: 'paid_in', amount: 0, reason: 'x' }],
    ],
    ['auth.approval-required', () => ['void', { transactionId: newId(), reason: 'x' }]],
  ])('%s', async (code, wrong) => {
    const [kind, body, more] = wrong();
    const operations = [till.do(kind, body, more), till.do('sale', sale())];
    expect(await statuses(operations)).toEqual([`quarantined ${code}`, 'applied']);
    expect(await statuses(operations)).toEqual([`quarantined ${code}`, 'replayed']);
    const kept = (await ofTable('sales.offline_operations')).filter(({ device_id: id }) => id === device.deviceId);
    expect(kept.map(({ refusal }) => (refusal as { code: string } | null)?.code ?? null).toSorted()).toEqual(
      [code, null].toSorted(),
    );
    expect(JSON.parse(kept.find(({ refusal }) => refusal)!.content as string)).toEqual(operations[0]);
  });

  it('is answered the same by whichever of two connections comes second', async () => {
    const operations = [till.do('dance', {}), till.do('sale', sale())];
    const answers = await Promise.all([bring(operations), bring(operations, device, elsewhere)]);
    for (const { results } of answers) {
      expect(results[0]).toMatchObject({ status: 'quarantined', code: 'sync.kind-unknown' });
    }
    expect(answers.map(({ results }) => results[1]!.status).toSorted()).toEqual(['applied', 'replayed']);
  });
});
