import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { DEMO_LOG_INS, seedDemo } from '../../src/demo/seed-demo';
import { Passwords } from '../../src/platform/auth/passwords';
import { migrate } from '../../src/platform/database/migrations';
import { expectSoundBooks } from '../support/sound-books';
import { TEST_PASSWORD } from '../support/template-database';
import { cloneName, dropDatabase } from '../support/test-run';

let name: string;
let url: string;
let owner: Client;
const said: string[] = [];
const seed = () => seedDemo(url, { password: TEST_PASSWORD, log: (line) => said.push(line) });

beforeAll(async () => {
  name = cloneName(process.env.TEST_RUN!, `seed_${randomBytes(4).toString('hex')}`);
  const database = new URL(process.env.TEST_POSTGRES_URL!);
  database.pathname = `/${name}`;
  url = database.toString();
  await migrate(url, { createDatabase: true });
  await Promise.all([seed(), seed()]);
  owner = new Client({ connectionString: url });
  await owner.connect();
});

afterAll(async () => {
  await owner.end();
  await dropDatabase(process.env.TEST_POSTGRES_URL!, name);
});

async function rows<Row extends object = Record<string, unknown>>(
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return (await owner.query<Row>(text, values)).rows;
}

describe('The demo', () => {
  it('opens two businesses, once, also when two processes start at the same moment', async () => {
    expect(said.toSorted()).toEqual(['Kopi Senja has opened', 'Toko Maju has opened']);
    await seed();
    expect(said).toHaveLength(2);
    expect(await rows('select business_id from identity.businesses order by name')).toEqual([
      { business_id: KOPI_SENJA.businessId },
      { business_id: TOKO_MAJU.businessId },
    ]);
  });

  it('has sound books from the first second', () => expectSoundBooks(url, { quiesced: true }));

  it('trades in two time zones, and every outlet has its stream', async () => {
    const outlets = await rows(
      `select o.id, o.code, o.time_zone, s.head::int from identity.outlets o
         join outbox.streams s on s.business_id = o.business_id and s.stream_id = o.id order by o.code`,
    );
    expect(outlets).toEqual([
      { id: TOKO_MAJU.outlets.bdg1, code: 'BDG1', time_zone: 'Asia/Jakarta', head: 0 },
      { id: KOPI_SENJA.outlets.jkt1, code: 'JKT1', time_zone: 'Asia/Jakarta', head: 0 },
      { id: KOPI_SENJA.outlets.mks1, code: 'MKS1', time_zone: 'Asia/Makassar', head: 0 },
    ]);
    const ownStreams = await rows('select stream_id from outbox.streams where stream_id = business_id');
    expect(ownStreams).toHaveLength(2);
  });

  it('lets everyone in with the one password, at every outlet of the business', async () => {
    expect(DEMO_LOG_INS.map(({ email }) => email)).toEqual(
      ['kopisenja.test', 'tokomaju.test'].flatMap((shop) =>
        ['owner', 'manager', 'cashier', 'kitchen'].map((person) => `${person}@${shop}`),
      ),
    );
    for (const { email, role } of DEMO_LOG_INS) {
      const [employee] = await rows<{ role: string; password_hash: string; unassigned: number }>(
        `select e.role, e.password_hash,
                (select count(*)::int from identity.outlets o
                  where o.business_id = e.business_id
                    and not exists (select from identity.employee_outlets a
                                     where a.business_id = o.business_id and a.outlet_id = o.id and a.employee_id = e.id)) as unassigned
           from identity.employees e where e.email = $1`,
        [email],
      );
      expect(employee).toMatchObject({ role, unassigned: 0 });
      const passwordHash = employee!.password_hash;
      expect(await new Passwords().ownersOf(TEST_PASSWORD, [{ passwordHash }])).toHaveLength(1);
    }
  });

  it('makes a coffee from 20 g of beans, 200 ml of milk and 10 g of sugar', async () => {
    const recipe = await rows(
      `select i.name, trim_scale(l.quantity)::text as quantity, i.uom from inventory.recipe_lines l
         join inventory.stock_items i on i.business_id = l.business_id and i.id = l.ingredient_id
        where l.product_id = $1 order by i.name`,
      [KOPI_SENJA.products.kopiSusu],
    );
    expect(recipe).toEqual([
      { name: 'Biji kopi', quantity: '20', uom: 'g' },
      { name: 'Gula', quantity: '10', uom: 'g' },
      { name: 'Susu', quantity: '200', uom: 'ml' },
    ]);
  });

  it('rewards Silver with 1.2 points for each 50,000 rupiah', async () => {
    const [silver] = await rows(
      `select p.rupiah_per_point::int, t.name, t.multiplier_bps from customers.customers c
         join customers.tiers t on t.business_id = c.business_id and t.id = c.tier_id
         join customers.loyalty_programs p on p.business_id = c.business_id where c.id = $1`,
      [KOPI_SENJA.customers.silver],
    );
    expect(silver).toEqual({ rupiah_per_point: 50_000, name: 'Silver', multiplier_bps: 12_000 });
  });

  it('taxes the café by PBJT with service on top, and the minimarket by PPN inside the price', async () => {
    const taxes = await rows(
      `select r.code, r.kind, r.rate_bps, r.base_numerator, r.base_denominator, r.price_includes_tax, b.is_taxable_entrepreneur
         from catalog.tax_rules r join identity.businesses b using (business_id) where r.kind <> 'none' order by r.code`,
    );
    const plain = { base_numerator: 1, base_denominator: 1, price_includes_tax: false, is_taxable_entrepreneur: false };
    expect(taxes).toEqual([
      { code: 'PBJT', kind: 'pbjt', rate_bps: 1_000, ...plain },
      {
        ...{ code: 'PPN', kind: 'ppn', rate_bps: 1_200, base_numerator: 11, base_denominator: 12 },
        ...{ price_includes_tax: true, is_taxable_entrepreneur: true },
      },
    ]);
    expect(await rows('select distinct service_charge_bps from identity.outlets order by 1')).toEqual([
      { service_charge_bps: 0 },
      { service_charge_bps: 500 },
    ]);
  });

  it('sells nothing that no tax rule covers and no account takes', async () => {
    const homeless = await rows(
      `select p.sku from catalog.products p
        where not exists (select from catalog.tax_rules r where r.business_id = p.business_id and r.code = p.tax_code)
           or not exists (select from ledger.accounts a where a.business_id = p.business_id and a.system_role = p.revenue_role)`,
    );
    expect(homeless).toEqual([]);
  });

  it('carries valid EAN-13 codes', async () => {
    const found = await rows<{ barcode: string }>(
      `select barcode from catalog.products where barcode is not null
       union all select barcode from catalog.variants where barcode is not null`,
    );
    expect(found.length).toBeGreaterThan(10);
    for (const { barcode } of found) {
      const digits = [...barcode].map(Number);
      const weighted = digits.reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0);
      expect(barcode).toMatch(/^(899|200)\d{10}$/);
      expect(weighted % 10).toBe(0);
    }
  });

  it('has a simple counted product with a stock of ten, and goods that are weighed', async () => {
    const [ten] = await rows(
      `select l.quantity::int from inventory.stock_levels l where l.stock_item_id = $1 and l.outlet_id = $2`,
      [TOKO_MAJU.products.baterai, TOKO_MAJU.outlets.bdg1],
    );
    expect(ten).toEqual({ quantity: 10 });
    const weighed = await rows(
      `select p.sku, trim_scale(l.quantity)::text as quantity from catalog.products p
         join inventory.stock_levels l on l.business_id = p.business_id and l.stock_item_id = p.id
        where p.uom = 'kg' and p.quantity_decimals = 3 order by p.sku`,
    );
    expect(weighed).toEqual([
      { sku: 'TM-APEL', quantity: '25.5' },
      { sku: 'TM-BAWANG', quantity: '12.75' },
      { sku: 'TM-TELUR', quantity: '40' },
    ]);
  });
});
