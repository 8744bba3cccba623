import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Client } from '../support/client';
import { enrollAt, type EnrolledTill } from '../support/enrolled-till';
import { hashOf, OfflineTill, type ToldOperation } from '../support/offline-till';
import { ServedApp } from '../support/served-app';

const { outlets, employees, products } = KOPI_SENJA;
const outletId = outlets.jkt1;
const OPERATIONS = 1_000;
const BATCH = 120;
const SEED = 20_261_121;

let app: ServedApp;
let manager: Client;
let device: EnrolledTill;
let random: () => number;

beforeAll(async () => {
  app = await ServedApp.start();
  manager = await app.logIn('manager@kopisenja.test', outletId);
  device = await enrollAt(manager, outletId);
  random = seeded(SEED);
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

const CARTS = [
  [{ productId: products.airMineral, quantity: '2' }],
  [{ productId: products.kopiSusu, quantity: '1' }],
  [
    { productId: products.airMineral, quantity: '1' },
    { productId: products.kopiSusu, quantity: '3' },
  ],
];

/** What a till did in two days without a network, and what is to come of it. */
interface Days {
  readonly till: OfflineTill;
  readonly sales: Map<string, number>;
  readonly water: number;
  readonly cash: number[];
}

async function liveTwoDays(): Promise<Days> {
  const totals = await Promise.all(CARTS.map(totalOf));
  const till = new OfflineTill(employees.manager, new Date().toISOString());
  const sales = new Map<string, number>();
  const cash: number[] = [];
  let water = 0;
  for (let day = 0; day < 2; day++) {
    const shiftId = newId();
    let inDrawer = 250_000;
    till.do('open-shift', { id: shiftId, outletId, drawer: 'luar', openingCash: inDrawer });
    while (till.operations.length < (OPERATIONS / 2) * (day + 1) - 2) {
      if (random() < 0.03) {
        till.do('cash-movement', { shiftId, kind: 'paid_out', amount: 1_000, reason: 'parkir' });
        inDrawer -= 1_000;
        continue;
      }
      const which = Math.floor(random() * CARTS.length);
      const [id, byCard] = [newId(), random() < 0.3];
      const total = totals[which]![byCard ? 'card' : 'cash'];
      const payments = [byCard ? { method: 'card', amount: total } : { method: 'cash', amount: total + 5_000 }];
      till.do('sale', {
        id,
        outletId,
        shiftId,
        orderType: 'takeaway',
        items: CARTS[which],
        payments,
        grandTotal: total,
      });
      sales.set(id, total);
      inDrawer += byCard ? 0 : total;
      water += [2, 0, 1][which]!;
    }
    till.do('end-shift', { shiftId });
    till.do('close-shift', { shiftId, countedCash: inDrawer });
    cash.push(inDrawer);
  }
  return { till, sales, water, cash };
}

async function totalOf(items: object[]): Promise<{ card: number; cash: number }> {
  const { body } = await manager.post('/pos/calculate', { outletId, orderType: 'takeaway', items });
  expect(body).toMatchObject({ totalInCash: expect.any(Number) });
  return { card: body.total, cash: body.totalInCash };
}

/** Each operation is in one batch, and every third or so in another too; in no order, inside and among them. */
function batchesOf(operations: readonly ToldOperation[]): ToldOperation[][] {
  const batches = Array.from({ length: Math.ceil(operations.length / BATCH) }, (_, index) =>
    operations.slice(index * BATCH, (index + 1) * BATCH),
  );
  for (const operation of operations) {
    if (random() < 0.3) batches[Math.floor(random() * batches.length)]!.push(operation);
  }
  return shuffled(batches.map((batch) => shuffled(batch)));
}

/** Sends batches until none is left, some of them twice; what waits goes to the end of the queue. */
async function connection(queue: ToldOperation[][], verdicts: Map<string, Set<string>>): Promise<void> {
  for (let batch = queue.shift(); batch; batch = queue.shift()) {
    if (random() < 0.2) await tell(batch, verdicts);
    const waiting = await tell(batch, verdicts);
    if (waiting.length > 0) queue.push(waiting);
  }
}

/** What waits of the batch. */
async function tell(batch: ToldOperation[], verdicts: Map<string, Set<string>>): Promise<ToldOperation[]> {
  const { status, body } = await send(batch);
  expect(status).toBe(200);
  for (const one of body.results) verdicts.get(one.operationId)!.add(one.status);
  return batch.filter((_, index) => body.results[index].status === 'waiting');
}

const send = (operations: readonly ToldOperation[]) =>
  app
    .client()
    .post('/sync/batches', { operations }, { key: null, headers: { authorization: `Device ${device.token}` } });

const rows = async (text: string, ...values: unknown[]) => (await app.owner.query(text, values)).rows;
const waterLevel = async () =>
  Number(
    (
      await rows(
        'select quantity from inventory.stock_levels where outlet_id = $1 and stock_item_id = $2',
        outletId,
        products.airMineral,
      )
    )[0].quantity,
  );

it('A till comes back with 1,000 operations, by two connections, shuffled and a third of them twice', async () => {
  const before = await waterLevel();
  const { till, sales, water, cash } = await liveTwoDays();
  expect(till.operations.length).toBe(OPERATIONS);
  const queue = batchesOf(till.operations);
  const verdicts = new Map(till.operations.map(({ operationId }) => [operationId, new Set<string>()]));
  const began = performance.now();
  await Promise.all([connection(queue, verdicts), connection(queue, verdicts)]);
  while (queue.length > 0) await connection(queue, verdicts);
  const seconds = (performance.now() - began) / 1_000;
  process.stdout.write(`a till with ${OPERATIONS} operations came back in ${seconds.toFixed(1)} s\n`);

  const { body: last } = await send(till.operations.slice(-1));
  expect(last).toMatchObject({ appliedThrough: OPERATIONS, appliedHash: hashOf(till.operations.at(-1)!) });
  expect(last.results[0]).toMatchObject({ status: 'replayed', result: { state: 'closed', over: 0, short: 0 } });
  const all = [...verdicts.values()];
  expect(all.every((of) => of.has('applied') || of.has('replayed'))).toBe(true);
  expect(all.some((of) => of.has('conflict') || of.has('quarantined'))).toBe(false);
  expect(all.filter((of) => of.has('replayed')).length).toBeGreaterThan(OPERATIONS / 5);

  const sold = await rows(
    `select t.id, t.grand_total::int as total from sales.transactions t
       join sales.shifts s on s.business_id = t.business_id and s.id = t.shift_id
      where s.drawer = 'luar' or s.drawer like 'late %'`,
  );
  expect(sold.length).toBe(sales.size);
  expect(new Map(sold.map(({ id, total }) => [id, total]))).toEqual(sales);
  const shifts = await rows(
    `select expected_cash::int as expected, counted_cash::int as counted from sales.shifts where drawer = 'luar' order by id`,
  );
  expect(shifts).toEqual(cash.map((amount) => ({ expected: amount, counted: amount })));
  expect(await waterLevel()).toBe(before - water);
  const kinds = await rows('select distinct kind from sales.sync_exceptions');
  expect(kinds.map(({ kind }) => kind)).toEqual(before < water ? ['oversold'] : []);
}, 180_000);

function shuffled<Item>(items: readonly Item[]): Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

/** The same numbers each time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
