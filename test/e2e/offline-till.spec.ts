import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Client } from '../support/client';
import { eventually } from '../support/eventually';
import { type NoticeBoard, openNoticeBoard } from '../support/notice-board';
import { enrollAt, type EnrolledTill } from '../support/enrolled-till';
import { hashOf, OfflineTill, type ToldOperation } from '../support/offline-till';
import { Refusals } from '../support/refusals';
import { ServedApp } from '../support/served-app';

const outletId = KOPI_SENJA.outlets.jkt1;

let app: ServedApp;
let manager: Client;
let device: EnrolledTill;
let board: NoticeBoard | undefined;

beforeAll(async () => {
  app = await ServedApp.start();
  manager = await app.logIn('manager@kopisenja.test', outletId);
  device = await enrollAt(manager, outletId);
});

afterAll(async () => {
  board?.socket.disconnect();
  await app?.expectSoundBooks();
  await app?.stop();
});

const bring = (operations: readonly unknown[], token = device.token) =>
  app.client().post('/sync/batches', { operations }, { key: null, headers: { authorization: `Device ${token}` } });

const shownDevice = async (deviceId: string) =>
  (await manager.get('/devices', { outletId })).body.data.find(({ id }: any) => id === deviceId);
const newTill = () => new OfflineTill(KOPI_SENJA.employees.cashier, new Date().toISOString());

it('A till that was offline brings its morning over HTTP', async () => {
  const till = newTill();
  const shiftId = newId();
  till.do('open-shift', { id: shiftId, outletId, drawer: 'offline', openingCash: 100_000 });
  const item = { productId: KOPI_SENJA.products.airMineral, quantity: '2' };
  const sale = { id: newId(), outletId, shiftId, orderType: 'takeaway', items: [item] };
  till.do('sale', { ...sale, payments: [{ method: 'cash', amount: 50_000 }] });
  till.do('end-shift', { shiftId });
  till.do('close-shift', { shiftId, countedCash: 100_000 });
  const { status, body } = await bring(till.operations.toReversed());
  expect(status).toBe(200);
  expect(body).toMatchObject({
    deviceId: device.deviceId,
    appliedThrough: 4,
    appliedHash: hashOf(till.operations[3]!),
  });
  expect(body.results.map((one: any) => [one.sequence, one.status])).toEqual([4, 3, 2, 1].map((at) => [at, 'applied']));
  expect(body.results[2].result.receiptNumber).toMatch(/^JKT1-/);
  const { body: shown } = await manager.get(`/pos/transactions/${sale.id}`);
  expect(shown).toMatchObject({ shiftId, receiptNumber: body.results[2].result.receiptNumber });
});

it('A manager sees when a till was last heard, and how far', async () => {
  const { deviceId, token } = await enrollAt(manager, outletId);
  const shown = () => shownDevice(deviceId);
  expect(await shown()).toMatchObject({ lastSyncedAt: null, appliedThrough: 0 });
  const till = newTill();
  till.do('dance', {});
  await bring([till.do('dance', {}), till.operations[0]], token);
  expect(await shown()).toMatchObject({ lastSyncedAt: expect.any(String), appliedThrough: 2 });
  const [told] = (
    await app.owner.query(
      `select payload from outbox.events where type = 'sales.device-synced' and payload->>'deviceId' = $1`,
      [deviceId],
    )
  ).rows;
  expect(told.payload).toEqual({
    ...{ deviceId, outletId, appliedThrough: 2 },
    ...{ applied: 0, replayed: 0, conflict: 0, quarantined: 2, waiting: 0, conflictCode: null },
  });
});

it('A manager sees in the list and on a screen that a till contradicts its history', async () => {
  const { deviceId, token } = await enrollAt(manager, outletId);
  board = openNoticeBoard(app.url, { token: manager.token, after: 0 });
  const told = () =>
    board!.notices
      .filter((notice) => notice.message === 'device:sync_status' && notice.deviceId === deviceId)
      .map(({ appliedThrough, quarantined, conflict, conflictCode }) => [
        appliedThrough,
        quarantined,
        conflict,
        conflictCode,
      ]);
  const till = newTill();
  await bring([till.do('dance', {})], token);
  await eventually(() => expect(told()).toEqual([[1, 1, 0, null]]));
  expect(await shownDevice(deviceId)).toMatchObject({ lastConflictAt: null, lastConflictCode: null });
  const clone = newTill();
  const { body } = await bring([clone.do('dance', {}), clone.do('dance', {})], token);
  expect(body.results[0]).toMatchObject({ status: 'conflict', code: 'sync.sequence-taken' });
  await eventually(() => expect(told().slice(1)).toEqual([[1, 0, 2, 'sync.sequence-taken']]));
  const inConflict = { lastConflictAt: expect.any(String), lastConflictCode: 'sync.sequence-taken' };
  expect(await shownDevice(deviceId)).toMatchObject(inConflict);
  await bring([till.do('dance', {})], token); // the till itself goes on, and what its clone did is still to be seen
  expect(await shownDevice(deviceId)).toMatchObject({ appliedThrough: 2, ...inConflict });
});

describe('A batch that cannot be placed is refused whole', () => {
  it.each<[string, (operation: ToldOperation) => unknown[], number, string]>([
    ['of nothing', () => [], 422, 'request.invalid'],
    ['of too many', (one) => Array(201).fill(one), 422, 'request.invalid'],
    ['with an id of another version', (one) => [{ ...one, operationId: crypto.randomUUID() }], 422, 'request.invalid'],
    [
      'with an id in capitals',
      (one) => [{ ...one, operationId: one.operationId.toUpperCase() }],
      422,
      'request.invalid',
    ],
    ['without a sequence', (one) => [{ ...one, sequence: undefined }], 422, 'request.invalid'],
    ['from before the first', (one) => [{ ...one, sequence: 0 }], 422, 'request.invalid'],
    ['with half a hash', (one) => [{ ...one, previousHash: 'ab' }], 422, 'request.invalid'],
    ['with more than there is', (one) => [{ ...one, hash: 'ab' }], 422, 'request.invalid'],
  ])('%s', async (_, batch, status, code) => {
    const refusals = await Refusals.from(app);
    await refusals.expect(bring(batch(newTill().do('end-shift', { shiftId: newId() }))), status, code);
  });

  it('from whoever has no device', async () => {
    const refusals = await Refusals.from(app);
    const operations = [newTill().do('end-shift', { shiftId: newId() })];
    await refusals.expect(manager.post('/sync/batches', { operations }), 401, 'auth.device-token-missing');
    await refusals.expect(bring(operations, `${device.token.slice(0, -2)}xx`), 401, 'auth.device-token-invalid');
  });

  it('and what is of another outlet, or of another business, is of nobody', async () => {
    const elsewhere = await enrollAt(await app.logIn('owner@kopisenja.test'), KOPI_SENJA.outlets.mks1);
    const { body: open } = await manager.post('/shifts', { outletId, drawer: 'away', openingCash: 0 });
    const answers = [];
    for (const shiftId of [newId(), open.id]) {
      const told = newTill();
      const from =
        answers.length === 0
          ? elsewhere
          : await enrollAt(await app.logIn('owner@kopisenja.test'), KOPI_SENJA.outlets.mks1);
      const { body } = await bring(
        [told.do('end-shift', { shiftId }, { employeeId: KOPI_SENJA.employees.owner })],
        from.token,
      );
      answers.push([body.results[0].status, body.results[0].code]);
    }
    expect(answers).toEqual(Array(2).fill(['quarantined', 'sales.shift-not-found']));
  });
});
