import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { Intents } from './intents';
import { OwnBank } from './own-bank';
import { SalesApp } from './sales-app';
import { Shop } from './shop';

/** A shop with a bank of its own. */
export class PayingShop {
  private constructor(
    private readonly selling: SalesApp,
    readonly bank: OwnBank,
    readonly shop: Shop,
    readonly intents: Intents,
  ) {}

  static async open(): Promise<PayingShop> {
    const bank = new OwnBank();
    const selling = await SalesApp.start({}, bank);
    const shop = await Shop.open(selling.app, selling.owner);
    return new PayingShop(selling, bank, shop, new Intents(selling.app, selling.owner, shop));
  }

  get app(): INestApplicationContext {
    return this.selling.app;
  }

  get owner(): Client {
    return this.selling.owner;
  }

  get databaseUrl(): string {
    return this.selling.databaseUrl;
  }

  close(): Promise<void> {
    return this.selling.close();
  }
}
