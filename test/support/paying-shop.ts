import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { Intents } from './intents';
import { OwnBank } from './own-bank';
import { startSales } from './sales-app';
import { Shop } from './shop';
import { createTestDatabase, type TestDatabase } from './test-database';

/** A shop with a bank of its own. */
export class PayingShop {
  private constructor(
    readonly database: TestDatabase,
    readonly owner: Client,
    readonly app: INestApplicationContext,
    readonly bank: OwnBank,
    readonly shop: Shop,
    readonly intents: Intents,
  ) {}

  static async open(): Promise<PayingShop> {
    const database = await createTestDatabase();
    const owner = new Client({ connectionString: database.ownerUrl });
    await owner.connect();
    const bank = new OwnBank();
    const app = await startSales(database.ownerUrl, {}, bank);
    const shop = await Shop.open(app, owner);
    return new PayingShop(database, owner, app, bank, shop, new Intents(app, owner, shop));
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.owner.end();
  }
}
