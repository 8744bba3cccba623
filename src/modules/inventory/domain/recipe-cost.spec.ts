import { derivedId } from '../../../kernel/ids';
import { costEntries } from './recipe-cost';

const SALE = {
  transactionId: '019aa000-0000-7000-8000-000000000001',
  outletId: 'outlet',
  receiptNumber: 'JKT1-20261121-000001',
  businessDate: '2026-11-21',
  recordedBy: 'cashier',
};
const cost = (amount: bigint, inventoryRole = 'INVENTORY_RAW', transactionId = SALE.transactionId) => ({
  transactionId,
  cost: amount,
  inventoryRole,
});

describe('The cost of the ingredients', () => {
  it('is one entry per sale, balanced, on the business date of the sale', () => {
    expect(costEntries([SALE], [cost(4_000n), cost(3_600n), cost(150n, 'INVENTORY_PACKAGING')])).toEqual([
      {
        id: derivedId(SALE.transactionId, 'recipe-cogs'),
        effectiveDate: '2026-11-21',
        outletId: 'outlet',
        sourceType: 'recipe',
        sourceId: SALE.transactionId,
        description: 'Ingredients of JKT1-20261121-000001',
        recordedBy: 'cashier',
        lines: [
          { role: 'COGS', debit: 7_750, credit: 0 },
          { role: 'INVENTORY_RAW', debit: 0, credit: 7_600 },
          { role: 'INVENTORY_PACKAGING', debit: 0, credit: 150 },
        ],
      },
    ]);
  });

  it('is no entry for a sale that was made of nothing', () => {
    expect(costEntries([SALE], [cost(1n, 'INVENTORY_RAW', 'another sale')])).toEqual([]);
  });
});
