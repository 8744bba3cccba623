import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { SettlementStore } from '../../src/modules/ledger/store/settlement.store';
import {
  type RecordSettlementCommand,
  RecordSettlementUseCase,
} from '../../src/modules/ledger/use-cases/record-settlement.use-case';
import { Clock } from '../../src/kernel/clock';
import { Database } from '../../src/platform/database/database';
import { tender } from '../support/sale-terms';
import { SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;

beforeAll(async () => {
  selling = await SalesApp.start({ DATABASE_POOL_MAX: '24' });
  ({ app, owner } = selling);
});

/** 78.225 to come by QRIS. */
beforeEach(async () => {
  shop = await Shop.open(app, owner);
  await shop.sell({ payments: [tender('qris', 78_225n)] });
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const record = (
  command: Partial<RecordSettlementCommand> = {},
  { key = newId() as string, as = shop.actor('owner') } = {},
) => {
  const useCase = new RecordSettlementUseCase(app.get(Database), new SettlementStore(), app.get(Clock));
  const whole: RecordSettlementCommand = {
    ...{ outletId: shop.outletId, method: 'qris', gross: 78_225n, fee: 235n, settledOn: '2026-11-21', reference: null },
    ...command,
  };
  return useCase.execute(as, whole, key);
};
const expectRefusal = async (command: Partial<RecordSettlementCommand>, refusal: object) => {
  const before = await fingerprint(owner);
  await expect(record(command)).rejects.toMatchObject(refusal);
  expect(await fingerprint(owner)).toEqual(before);
};

describe('A settlement', () => {
  it('takes the gross out of the clearing account: the net to the bank, the fee to the expenses, once under one key', async () => {
    const key = newId();
    const { body } = await record({ gross: 50_000n, fee: 150n }, { key });
    expect(body).toMatchObject({ gross: 50_000, fee: 150, net: 49_850, stillToCome: 28_225 });
    const { rows } = await owner.query('select ledger.entry_lines($1, $2) as lines', [
      ...[shop.businessId, body.ledgerEntryId],
    ]);
    expect(rows[0].lines).toMatchObject([
      { code: '1111', debit: 49_850 },
      { code: '6104', debit: 150 },
      { code: '1121', credit: 50_000 },
    ]);
    const before = await fingerprint(owner);
    expect(await record({ gross: 50_000n, fee: 150n }, { key })).toEqual({ body, replayed: true });
    expect(await fingerprint(owner)).toEqual(before);
    expect(await rowsOf(owner, shop.businessId, 'outbox.events')).toContainEqual(
      expect.objectContaining({ type: 'ledger.settlement-recorded', stream_id: shop.outletId }),
    );
  });

  it('is of no more than is to come, also when fifty are recorded at once', async () => {
    await expectRefusal({ gross: 78_226n }, { kind: 'conflict', code: 'ledger.settlement-exceeds-clearing' });
    await expectRefusal({ method: 'card' }, { kind: 'conflict', code: 'ledger.settlement-exceeds-clearing' });
    const results = await Promise.allSettled(Array.from({ length: 50 }, () => record({ gross: 20_000n, fee: 0n })));
    const codes = results.flatMap((result) => (result.status === 'rejected' ? [result.reason.code] : []));
    expect(codes).toEqual(Array(47).fill('ledger.settlement-exceeds-clearing'));
  });

  it('has a fee within it, a day that has come, and an outlet of ours', async () => {
    await expectRefusal({ fee: 78_226n }, { kind: 'invalid', code: 'ledger.settlement-fee-too-large' });
    await expectRefusal({ settledOn: '2026-11-22' }, { kind: 'invalid', code: 'ledger.settlement-in-future' });
    await expectRefusal({ outletId: newId() }, { kind: 'not-found', code: 'identity.outlet-not-found' });
  });
});
