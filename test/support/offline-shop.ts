import type { Client } from 'pg';
import type { Device } from '../../src/kernel/device';
import { newId } from '../../src/kernel/ids';
import { CreatePairingCodeUseCase } from '../../src/modules/identity/use-cases/create-pairing-code.use-case';
import { EnrollDeviceUseCase } from '../../src/modules/identity/use-cases/enroll-device.use-case';
import { SyncIntake } from '../../src/modules/sales/http/sync-intake';
import { Devices } from '../../src/platform/auth/devices';
import { OfflineTill, type ToldOperation } from './offline-till';
import { NOW } from './sales-app';
import type { Shop } from './shop';
import { rowsOf } from './tenant-tables';

/** A till of a shop that was offline, and comes back. */
export class OfflineShop {
  readonly till: OfflineTill;

  private constructor(
    private readonly shop: Shop,
    readonly device: Device,
    private readonly owner: Client,
  ) {
    this.till = new OfflineTill(shop.ids.employee('cashier@uji.test'), NOW.toISOString());
  }

  static async enroll(shop: Shop, owner: Client, outletCode = 'UJI1'): Promise<OfflineShop> {
    const { app } = shop;
    const pairing = { outletId: shop.ids.outlet(outletCode), drawer: 'main' };
    const { code } = await app.get(CreatePairingCodeUseCase).execute(shop.actor('manager'), pairing);
    const { token } = await app.get(EnrollDeviceUseCase).execute({ code, name: 'Kasir', address: newId() });
    const device = { ...(await app.get(Devices).recognise(token))!, correlationId: 'test' };
    return new OfflineShop(shop, device, owner);
  }

  /** The body of a sale of one bag of rice, paid with a banknote. */
  sale(more: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      id: newId(),
      outletId: this.shop.outletId,
      shiftId: this.shop.shiftId,
      orderType: 'retail',
      items: [this.item('BERAS')],
      payments: [{ method: 'cash', amount: 100_000 }],
      ...more,
    };
  }

  item(sku: string, more: Record<string, unknown> = {}): Record<string, unknown> {
    return { productId: this.shop.ids.product(sku), quantity: '1', ...more };
  }

  /** To the process of the shop, or to another one. */
  bring(operations: readonly ToldOperation[] = this.till.operations, app = this.shop.app) {
    return app.get(SyncIntake).receive(this.device, [...operations]);
  }

  /** Does it and tells it: the verdict, the answer, and what spoke against it by kind. */
  async tell(kind: string, body: Record<string, unknown>, more: Partial<ToldOperation> = {}) {
    const operation = this.till.do(kind, body, more);
    const [told] = (await this.bring([operation])).results;
    return { ...told!, answer: told!.result as any, exceptions: await this.exceptions(operation) };
  }

  async exceptions({ operationId }: ToldOperation): Promise<Record<string, any>> {
    const rows = await rowsOf(this.owner, this.shop.businessId, 'sales.sync_exceptions');
    const own = rows.filter(({ operation_id: id }) => id === operationId);
    return Object.fromEntries(own.map(({ kind, facts }) => [kind as string, facts]));
  }
}
