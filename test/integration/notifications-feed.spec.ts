import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { can } from '../../src/kernel/permissions';
import type { Role } from '../../src/kernel/roles';
import { eventually } from '../support/eventually';
import { Menu } from '../support/menu';
import { type Notice, type NoticeBoard, openNoticeBoard } from '../support/notice-board';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

const outletId = KOPI_SENJA.outlets.jkt1;
let app: ServedApp;
const boards: NoticeBoard[] = [];

beforeAll(async () => {
  app = await ServedApp.start();
});
afterAll(async () => {
  for (const { socket } of boards) socket.disconnect();
  await app?.expectSoundBooks();
  await app?.stop();
});

function open(auth: Record<string, unknown>): NoticeBoard {
  const board = openNoticeBoard(app.url, auth);
  boards.push(board);
  return board;
}

/** Whatever was somebody's role before. */
async function tokenOf(role: Role): Promise<string> {
  await app.owner.query('update identity.employees set role = $1 where email = $2', [role, 'manager@kopisenja.test']);
  return (await app.logIn('manager@kopisenja.test', outletId)).token!;
}

const expectTold = (board: NoticeBoard, count: number) =>
  eventually(() => expect(board.notices.map(({ message }) => message)).toHaveLength(count));

describe('Whoever sells at an outlet', () => {
  let sale: any;
  let till: Till;
  let board: NoticeBoard;

  const told = (message: string): Notice[] => board.notices.filter((notice) => notice.message === message);
  const facts = (notice: Notice) => {
    const { message, eventId, seq, ...rest } = notice;
    expect([message, eventId, seq]).toEqual([expect.any(String), expect.any(String), expect.any(Number)]);
    return rest;
  };

  beforeAll(async () => {
    const cashier = await app.logIn('cashier@kopisenja.test', outletId);
    const menu = await Menu.read(cashier, outletId);
    board = open({ token: cashier.token, after: 0 });
    till = await Till.open(cashier, { outletId, openingCash: 150_000 });
    const items = [menu.item('Air Mineral 600 ml', '3'), menu.item('Kopi Susu')];
    sale = (await till.sell({ orderType: 'takeaway', items })).body;
    await expectTold(board, 4); // the goods and the ingredients are told by two listeners
    await till.close(150_000);
    await expectTold(board, 5);
  });

  it('is told of the shift, of the sale and of the shelves, in order and once', () => {
    expect(board.notices.map(({ message }) => message)).toEqual([
      'shift:started',
      'transaction:created',
      'stock:level_changed',
      'stock:level_changed',
      'shift:ended',
    ]);
    const seqs = board.notices.map(({ seq }) => seq);
    expect(seqs).toEqual([...new Set(seqs)].toSorted((a, b) => a - b));
  });

  it('is told of a sale what its list says too, and not of its customer', () => {
    const { transactionId, receiptNumber, businessDate, grandTotal } = sale;
    expect(facts(told('transaction:created')[0]!)).toEqual({
      ...{ transactionId, receiptNumber, businessDate, grandTotal },
      outletId,
      shiftId: till.shiftId,
      orderType: 'takeaway',
      tableId: null,
      paymentMethods: ['cash'],
      occurredAt: expect.stringMatching(/Z$/),
    });
  });

  it('is told what is left of the goods, and of what was in them', () => {
    const changes = told('stock:level_changed').map(facts);
    expect(new Set(changes.map((change) => change.outletId))).toEqual(new Set([outletId]));
    const levels = changes.flatMap((change) => change.levels as { name: string; productId: string | null }[]);
    expect(levels).toHaveLength(4);
    expect(levels).toEqual(
      expect.arrayContaining([
        {
          stockItemId: KOPI_SENJA.products.airMineral,
          productId: KOPI_SENJA.products.airMineral,
          variantId: null,
          name: 'Air Mineral 600 ml',
          onHand: '97',
          isLow: false,
        },
        expect.objectContaining({ name: 'Biji kopi', productId: null, onHand: '19980' }),
        expect.objectContaining({ name: 'Susu', onHand: '99800' }),
        expect.objectContaining({ name: 'Gula', onHand: '19990' }),
      ]),
    );
  });

  it('is told what was counted, and not what was expected', () => {
    const shift = { shiftId: till.shiftId, outletId, occurredAt: expect.any(String) };
    expect(facts(told('shift:started')[0]!)).toEqual({
      ...shift,
      drawer: 'main',
      businessDate: sale.businessDate,
      openingCash: 150_000,
    });
    expect(facts(told('shift:ended')[0]!)).toEqual({ ...shift, countedCash: 150_000 });
  });

  it('is told what was missed by coming back with the last number seen', async () => {
    const latecomer = open({ token: await tokenOf('manager'), after: board.notices[1]!.seq });
    await expectTold(latecomer, 3);
    expect(latecomer.notices).toEqual(board.notices.slice(2));
  });
});

describe('The feed of an outlet', () => {
  it.each<Role>(['owner', 'manager', 'supervisor', 'cashier', 'accountant'])('lets in the %s', async (role) => {
    const board = open({ token: await tokenOf(role) });
    await eventually(() => expect(board.socket.connected).toBe(true));
    expect(['sale.read', 'stock.read'].filter((right) => !can(role, right as 'sale.read'))).toEqual([]);
  });

  it.each<Role>(['kitchen', 'inventory'])('does not let in the role %s, which may not read the sales', async (role) => {
    const board = open({ token: await tokenOf(role), after: 0 });
    await eventually(() => expect(board.refusals).toEqual(['auth.permission-missing']));
    expect(board.notices).toEqual([]);
  });

  it('tells another business nothing', async () => {
    const neighbour = await app.logIn('cashier@tokomaju.test', TOKO_MAJU.outlets.bdg1);
    const refused = open({ token: neighbour.token, outletId, after: 0 });
    await eventually(() => expect(refused.refusals).toEqual(['identity.outlet-not-found']));
    expect(refused.notices).toEqual([]);

    const board = open({ token: neighbour.token, after: 0 });
    await eventually(() => expect(board.socket.connected).toBe(true));
    const cashier = await app.logIn('cashier@kopisenja.test', outletId);
    const ours = open({ token: cashier.token });
    await eventually(() => expect(ours.socket.connected).toBe(true));
    await Till.open(cashier, { outletId });
    await expectTold(ours, 1);
    const { shiftId } = await Till.open(neighbour, { outletId: TOKO_MAJU.outlets.bdg1 });
    await expectTold(board, 1);
    expect(board.notices).toMatchObject([{ message: 'shift:started', shiftId }]);
  });
});
