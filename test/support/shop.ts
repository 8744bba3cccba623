import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { idsOf } from '../../src/demo/business-ids';
import type { BusinessPlan } from '../../src/demo/business-plan';
import { createBusiness } from '../../src/demo/create-business';
import type { Actor } from '../../src/kernel/actor';
import type { Answer } from '../../src/kernel/answer';
import { newId } from '../../src/kernel/ids';
import { parseQuantity } from '../../src/kernel/quantity';
import type { Role } from '../../src/kernel/roles';
import type { CartItem, ComboChoice } from '../../src/modules/sales/domain/cart';
import type { CreatedTransaction } from '../../src/modules/sales/store/transaction-writer';
import type { CreateTransactionCommand } from '../../src/modules/sales/use-cases/create-transaction.command';
import { CreateTransactionUseCase } from '../../src/modules/sales/use-cases/create-transaction.use-case';
import { OpenShiftUseCase } from '../../src/modules/sales/use-cases/open-shift.use-case';
import { NOW } from './sales-app';
import { cornerShop } from './corner-shop';
import { cartItem, tender } from './sale-terms';

export const WRITERS = ['atomic', 'standard'] as const;

export type Writer = (typeof WRITERS)[number];

/** A business with open tills, sold in through the use case. */
export class Shop {
  readonly ids;
  readonly businessId: string;
  /** Of the first outlet. */
  shiftId = '';

  constructor(
    readonly app: INestApplicationContext,
    readonly plan: BusinessPlan,
  ) {
    this.businessId = plan.id;
    this.ids = idsOf(plan.id);
  }

  /** `owner` is a session of the database's owner. Its first outlet rounds cash to 100 and has an open till. */
  static async open(
    app: INestApplicationContext,
    owner: Client,
    { writer = 'atomic', ...plan }: Partial<BusinessPlan> & { writer?: Writer } = {},
  ): Promise<Shop> {
    const config = { use_atomic_function: writer === 'atomic' }; // in the commit that makes it: apps keep what they read
    const shop = new Shop(app, cornerShop({ config, ...plan }));
    await createBusiness(owner, shop.plan, { passwordHash: 'nobody logs in here', at: NOW });
    await owner.query('update identity.outlets set cash_rounding_step = 100 where business_id = $1', [shop.businessId]);
    shop.shiftId = await shop.openTill();
    return shop;
  }

  get outletId(): string {
    return this.ids.outlet(this.plan.outlets[0]!.code);
  }

  actor(role: Role = 'cashier', outlets = this.plan.outlets.map(({ code }) => code)): Actor {
    return {
      businessId: this.businessId,
      employeeId: this.ids.employee(`${role}@uji.test`),
      role,
      outletIds: outlets.map(this.ids.outlet),
      outletId: null,
      correlationId: 'test',
    };
  }

  async openTill(outletCode = this.plan.outlets[0]!.code, drawer = 'main'): Promise<string> {
    const command = { outletId: this.ids.outlet(outletCode), drawer, openingCash: 200_000n };
    const { body } = await this.app.get(OpenShiftUseCase).execute(this.actor(), command, newId());
    return body.id;
  }

  /** "2 KOPI": two of the product KOPI; more about the line in the second argument. */
  line(
    text: string,
    { modifiers = [], ...item }: Partial<Omit<CartItem, 'modifiers'>> & { modifiers?: string[] } = {},
  ): CartItem {
    const [quantity, sku] = text.split(' ') as [string, string];
    const product = this.plan.products.find((known) => sku === known.sku || known.variants?.some((v) => v.sku === sku));
    return cartItem(this.ids.product(product?.sku ?? sku), {
      quantity: parseQuantity(quantity)!,
      variantId: product && product.sku !== sku ? this.ids.variant(sku) : null,
      modifiers: modifiers.map((name) => ({ modifierId: this.ids.modifier('Tambahan', name), quantity: 1 })),
      ...item,
    });
  }

  /** Of the combo PAKET: "SABUN" of the slot that offers it. */
  choose(slot: 'Minum' | 'Bawa pulang', text: string, ...modifiers: string[]): ComboChoice {
    const { productId, variantId, modifiers: extras } = this.line(`1 ${text}`, { modifiers });
    return { slotId: this.ids.comboSlot('PAKET', slot), productId, variantId, modifiers: extras };
  }

  /** By default one bag of rice at the first till, paid with a banknote of 100.000. */
  command(command: Partial<CreateTransactionCommand> = {}): CreateTransactionCommand {
    return {
      id: null,
      outletId: this.outletId,
      shiftId: this.shiftId,
      orderType: 'retail',
      tableId: null,
      customerId: null,
      items: [this.line('1 BERAS')],
      discount: null,
      vouchers: [],
      approvals: [],
      payments: [tender('cash', 100_000n)],
      points: 0n,
      tip: 0n,
      dueDate: null,
      notes: null,
      occurredAt: null,
      ...command,
    };
  }

  sell(
    command: Partial<CreateTransactionCommand> = {},
    { key = newId() as string, as = this.actor() } = {},
  ): Promise<Answer<CreatedTransaction>> {
    return this.app.get(CreateTransactionUseCase).execute(as, this.command(command), key);
  }
}
