import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Client } from '../support/client';
import { enrollAt, type EnrolledTill } from '../support/enrolled-till';
import { eventually } from '../support/eventually';
import { OfflineTill, type ToldOperation } from '../support/offline-till';
import type { ServerProcess } from '../support/server-process';
import { isNetworkError } from '../support/shoppers';
import { expectSoundBooks } from '../support/sound-books';
import { StreetOfServers } from '../support/street-of-servers';
import { Choices, SCALE, SEED } from '../support/torture';

jest.setTimeout(300_000 * SCALE);

const { outlets, employees, products } = KOPI_SENJA;
const outletId = outlets.jkt1;
const shiftId = newId();
const KILLS = 2 * SCALE;
const SALES = 60 * KILLS;
const BATCH = 40;

describe(`A till that brings what it did, seed ${SEED},`, () => {
  const choices = new Choices('batches');
  /** What was answered of each operation. */
  const answers = new Map<string, unknown>();
  let street: StreetOfServers;
  let server: ServerProcess;
  let comesBack: Promise<unknown> = Promise.resolve();
  let nobody: Client;
  let device: EnrolledTill;
  let unknown = 0;

  beforeAll(async () => {
    street = await StreetOfServers.lay();
    server = await street.start();
    nobody = street.client(() => server);
    device = await enrollAt(await nobody.logIn('manager@kopisenja.test', outletId), outletId);
  });
  afterAll(() => street?.clear());

  /** A shift of cash, of movements that nobody approved and of cards that nobody has. */
  async function liveADay(): Promise<{ till: OfflineTill; sales: number; inDrawer: number }> {
    const items = [{ productId: products.airMineral, quantity: '1' }];
    const cashier = await nobody.logIn('cashier@kopisenja.test', outletId);
    const { body } = await cashier.post('/pos/calculate', { outletId, orderType: 'takeaway', items });
    const grandTotal = body.totalInCash as number;
    const till = new OfflineTill(employees.cashier, new Date().toISOString());
    let inDrawer = 100_000;
    till.do('open-shift', { id: shiftId, outletId, drawer: 'luar', openingCash: inDrawer });
    for (let sale = 1; sale <= SALES; sale++) {
      const lost = choices.between(1, 10) === 1;
      const method = lost ? 'store_credit' : 'cash';
      const sold = { id: newId(), outletId, shiftId, orderType: 'takeaway', items, grandTotal };
      till.do('sale', { ...sold, payments: [{ method, amount: grandTotal }] });
      inDrawer += lost ? 0 : grandTotal;
      if (sale % 20 === 0) {
        till.do('cash-movement', { shiftId, kind: 'paid_out', amount: 500_000, reason: 'titipan' });
        inDrawer -= 500_000;
      }
    }
    till.do('end-shift', { shiftId });
    return { till, sales: SALES, inDrawer };
  }

  /** Sends a batch until it is answered. */
  async function tell(operations: readonly ToldOperation[]): Promise<any> {
    for (;;) {
      const sending = { key: null, headers: { authorization: `Device ${device.token}` } };
      const reply = await nobody.post('/sync/batches', { operations }, sending).catch((error: unknown) => {
        if (isNetworkError(error)) return null;
        throw error;
      });
      if (reply?.status === 200) {
        for (const one of reply.body.results.filter(({ status }: any) => status !== 'waiting')) note(one);
        return reply.body;
      }
      if (reply && reply.status !== 503) throw new Error(`a batch was answered ${reply.status} ${reply.text}`);
      unknown++;
      await comesBack;
    }
  }

  /** Done once: whoever is told of it again is told the same. */
  function note({ operationId, status, result, code }: any): void {
    expect([['applied', 'replayed'].includes(status), code]).toEqual([true, null]);
    if (answers.has(operationId)) expect(result).toEqual(answers.get(operationId));
    answers.set(operationId, result);
  }

  async function tellAll(operations: readonly ToldOperation[]): Promise<void> {
    for (let at = 0; at < operations.length; at += BATCH) await tell(operations.slice(at, at + BATCH));
  }

  const appliedThrough = async (): Promise<number> => {
    const { rows } = await street.owner.query('select applied_through::int as mark from sales.device_histories');
    return (rows[0]?.mark as number | undefined) ?? 0;
  };

  it('to servers that are killed in the middle of it has done each thing once', async () => {
    const { till, sales, inDrawer } = await liveADay();
    const { operations } = till;
    const bringing = Promise.all([tellAll(operations), tellAll(operations)]);
    bringing.catch(() => undefined); // told below
    for (let kill = 1; kill <= KILLS; kill++) {
      const mark = Math.floor((operations.length * kill) / (KILLS + 1)) - choices.between(1, 20);
      await eventually(async () => expect(await appliedThrough()).toBeGreaterThanOrEqual(mark), 60_000);
      comesBack = server.kill().then(async () => (server = await street.start()));
      await comesBack;
    }
    await bringing;
    expect([await appliedThrough(), answers.size]).toEqual([operations.length, operations.length]);
    expect(unknown).toBeGreaterThanOrEqual(KILLS);

    await tellAll(operations);
    const { rows } = await street.owner.query(
      `select (select count(*)::int from sales.transactions t where t.shift_id = s.id) as sales,
              (select count(*)::int from sales.offline_operations) as operations,
              (select expected_cash::int from sales.shift_totals t where t.shift_id = s.id) as cash
         from sales.shifts s where s.id = $1`,
      [shiftId],
    );
    expect(rows).toEqual([{ sales, operations: operations.length, cash: inDrawer }]);
    await street.rest();
    await expectSoundBooks(street.databaseUrl, { quiesced: true });
  });
});
