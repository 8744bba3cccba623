import { modelsOf } from './prisma-schema';
import { filesUnder, type SourceFile } from './source-tree';
import { routinesOf, tablesNamedIn } from './sql-source';
import {
  foreignTables,
  foreignTablesInRoutines,
  misplacedModels,
  type Ownership,
  sqlElsewhere,
  writingQueries,
} from './table-ownership';

const migrations = filesUnder('prisma/migrations', '.sql').map(({ text }) => text);
const schemas = migrations.flatMap((text) => [...text.matchAll(/^create schema (?:if not exists )?(\w+)/gim)]);

const ownership: Ownership = {
  schemas: schemas.map(([, name = '']) => name),
  models: modelsOf(filesUnder('prisma/schema', '.prisma')),
  exceptions: [
    {
      path: 'src/modules/operations/queries/invariants/',
      table: '*',
      why: 'A promise about the books is about all of them; they only read.',
    },
  ],
};

// src/demo writes the first rows of a business, which belong to every module at once; it is not held to this.
const code = ['src/modules', 'src/platform', 'src/cli'].flatMap((folder) => filesUnder(folder, '.ts'));

const file = (path: string, text: string): SourceFile[] => [{ path, text }];

describe('a module touches only its own tables', () => {
  it('in its code', () => {
    expect(foreignTables(code, ownership)).toEqual([]);
  });

  it('in its SQL functions and views', () => {
    expect(foreignTablesInRoutines(migrations, ownership)).toEqual([]);
  });

  it('in its Prisma models', () => {
    expect(misplacedModels(ownership)).toEqual([]);
  });

  it('and only from its stores and queries', () => {
    expect(sqlElsewhere(code, ownership)).toEqual([]);
  });

  it('and its queries write nothing', () => {
    expect(writingQueries(code, ownership)).toEqual([]);
  });

  it('and there are schemas, models and routines to look at', () => {
    const written = migrations.flatMap((text) => [
      ...text.matchAll(/^create (?:or replace )?(?:function|procedure|view) (\S+?)[(\s]/gim),
    ]);
    const read = new Set(routinesOf(migrations).map(({ schema, name }) => `${schema}.${name}`));
    expect(written.map(([, name]) => name).filter((name) => !read.has(name!))).toEqual([]);
    expect(read.size).toBeGreaterThanOrEqual(20);
    expect(ownership.schemas.length).toBeGreaterThanOrEqual(10);
    expect(ownership.models.length).toBeGreaterThanOrEqual(20);
  });
});

describe('a planted violation is seen', () => {
  const store = 'src/modules/sales/store/transaction.store.ts';
  const query = 'src/modules/sales/queries/transaction-list.query.ts';
  const useCase = 'src/modules/sales/use-cases/create-transaction.use-case.ts';

  it.each([
    ['insert into inventory.stock_movements (id) values (${id})', 'inventory.stock_movements'],
    ['select 1\n  from sales.transactions t\n  join catalog.products p on p.id = t.id', 'catalog.products'],
    ['update inventory.stock_levels l set on_hand = 0', 'inventory.stock_levels'],
    ['select s.id from sales.transactions s, ledger.accounts a', 'ledger.accounts'],
    ['delete from only kitchen.orders', 'kitchen.orders'],
    ['join "catalog"."products" p using (id)', 'catalog.products'],
  ])('a store that says %j', (sql, table) => {
    const source = `await tx.prisma.$executeRaw\`${sql}\`;`;
    expect(foreignTables(file(store, source), ownership)).toEqual([`${store} touches ${table}`]);
  });

  it('a store that asks for another module’s model', () => {
    const source = 'const product = await tx.prisma.product.findMany({ where: { id } });';
    expect(foreignTables(file(store, source), ownership)).toEqual([`${store} touches model Product`]);
  });

  it('a platform that reads a module’s table', () => {
    const path = 'src/platform/events/relay.ts';
    const source = 'const sql = `select id from identity.outlets`;';
    expect(foreignTables(file(path, source), ownership)).toEqual([`${path} touches identity.outlets`]);
  });

  it.each([
    [
      'plpgsql',
      'create function sales.f() returns void language plpgsql as $$ begin update ledger.accounts set x = 1; end $$;',
    ],
    [
      'a body of statements',
      'create function sales.f() returns int language sql begin atomic select case when true then 1 end; select 1 from ledger.accounts; end;',
    ],
    ['a view', 'create or replace view sales.f as select * from ledger.accounts;'],
    [
      'a borrowed search path',
      'create function sales.f() returns int language sql set search_path = ledger as $$ select 1 from accounts $$;',
    ],
  ])('an SQL function that reaches over: %s', (_, sql) => {
    expect(foreignTablesInRoutines([`create table sales.x (id int); ${sql}`], ownership)).toEqual([
      expect.stringMatching(/^sales\.f touches ledger\./),
    ]);
  });

  it('a model in the wrong file, and a relation that leaves the module', () => {
    const models = modelsOf([
      {
        path: 'prisma/schema/sales.prisma',
        text: 'model Sale {\n  id String\n  product Product?\n  @@schema("sales")\n}',
      },
      { path: 'prisma/schema/catalog.prisma', text: 'model Product {\n  id String @id\n  @@schema("inventory")\n}' },
    ]);
    expect(misplacedModels({ ...ownership, models })).toEqual([
      'sales.prisma: Sale.product leads out of the module',
      'catalog.prisma: Product is in the schema inventory',
    ]);
  });

  it.each([
    'await tx.prisma.transaction.findMany();',
    'const row = await this.database.call(actor.businessId, "sales.create_transaction_atomic", plan);',
    'const sql = `select id from sales.transactions`;',
  ])('a use case that says %s', (source) => {
    expect(sqlElsewhere(file(useCase, source), ownership)).toHaveLength(1);
  });

  it.each([
    'await tx.prisma.$queryRaw`insert into sales.payments (id) values (${id}) returning id`;',
    'await tx.prisma.$queryRaw`select id from sales.shifts s where id = ${id} for update`;',
    'await tx.prisma.transaction.updateMany({ data });',
    'tx.record(transactionCreated(sale));',
  ])('a query that says %s', (source) => {
    expect(writingQueries(file(query, source), ownership)).toEqual([`${query} writes`]);
  });
});

describe('what is allowed passes', () => {
  it('a function of another schema is a door', () => {
    const source =
      'await tx.prisma.$queryRaw`select * from inventory.issue_stock(${business}) s join sales.transactions t using (id)`;';
    expect(foreignTables(file('src/modules/sales/store/transaction.store.ts', source), ownership)).toEqual([]);
  });

  it('a foreign key, a cast, a string and a comment name no table', () => {
    const sql =
      "references ledger.accounts (id); select x::inventory.reason, 'catalog.product-changed' -- ledger.accounts";
    expect(tablesNamedIn(sql, ownership.schemas)).toEqual([]);
  });

  it('an error code is not a table', () => {
    const source = "throw new DomainError('conflict', 'inventory.stock-short', 'Take less from the shelf.');";
    expect(foreignTables(file('src/modules/sales/domain/cart.ts', source), ownership)).toEqual([]);
  });
});
