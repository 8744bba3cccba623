import { Client } from 'pg';
import { seedDemo } from '../../src/demo/seed-demo';
import { createTestDatabase, type TestDatabase } from '../support/test-database';
describe('x', () => {
  it('y', async () => {
    const db = await createTestDatabase();
    const c = new Client({ connectionString: db.ownerUrl });
    await c.connect();
    console.log((await c.query('select b.name, i.name, o.code, l.quantity, l.value, l.unit_cost from inventory.stock_levels l join inventory.stock_items i using (business_id) join identity.businesses b using (business_id) join identity.outlets o on o.id = l.outlet_id where i.id = l.stock_item_id')).rows.length);
    console.time('seed again');
    await seedDemo(db.ownerUrl, { password: 'tillbook-demo', log: console.log });
    console.timeEnd('seed again');
    await c.end();
    await db.drop();
  });
});
