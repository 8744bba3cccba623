import { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { TRANSACTION_CREATED, type TransactionCreated } from '../../src/modules/sales';

type SoldItem = TransactionCreated['items'][number];

export interface SaleFacts {
  readonly outletId?: string;
  readonly customerId?: string | null;
  readonly grandTotal?: number;
  readonly items?: readonly Partial<SoldItem>[];
  readonly notes?: string | null;
}

export const BUSINESS_DATE = '2026-11-21';
const OCCURRED_AT = '2026-11-21T03:00:00.000Z';

/**
 * A shop as its listeners know it: its past is written into the log by the owner's log-in, without the sales module.
 * Each is a business of its own, with two outlets, and the rows that what follows from a sale must point to.
 */
export class RecordedShop {
  readonly businessId = newId();
  readonly outletIds: readonly [string, string] = [newId(), newId()];
  readonly employeeId = newId();
  readonly coffeeId = newId();
  readonly largeCoffeeId = newId();
  private readonly shiftIds = new Map<string, string>();
  private sequence = 0;

  private constructor(readonly owner: Client) {}

  static async open(owner: Client): Promise<RecordedShop> {
    const shop = new RecordedShop(owner);
    await shop.found();
    return shop;
  }

  /** Inserts rows as the owner; every row gets the shop's business. */
  async insert(table: string, row: Record<string, unknown>): Promise<void> {
    const full = { business_id: this.businessId, ...row };
    const places = Object.keys(full).map((_, index) => `$${index + 1}`);
    await this.owner.query(
      `insert into ${table} (${Object.keys(full).join(', ')}) values (${places.join(', ')})`,
      Object.values(full),
    );
  }

  async rows<Row extends object>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.owner.query<Row>(text, [this.businessId, ...values])).rows;
  }

  /** A sale as its commit leaves it: the header and the event. */
  async sell(facts: SaleFacts = {}): Promise<TransactionCreated & { eventId: string }> {
    const sale = this.saleOf(facts);
    const eventId = newId();
    await this.insert('sales.transactions', {
      id: sale.transactionId,
      outlet_id: sale.outletId,
      shift_id: sale.shiftId,
      type: 'sale',
      order_type: sale.orderType,
      customer_id: sale.customerId,
      employee_id: this.employeeId,
      business_date: BUSINESS_DATE,
      receipt_sequence: this.sequence,
      receipt_number: sale.receiptNumber,
      subtotal: sale.subtotal,
      discount_amount: 0,
      service_charge: 0,
      tax_amount: 0,
      rounding: 0,
      grand_total: sale.grandTotal,
      paid: sale.grandTotal,
      change: 0,
      notes: sale.notes,
      occurred_at: OCCURRED_AT,
    });
    await this.append(sale.outletId, { eventId, type: TRANSACTION_CREATED, payload: sale });
    return { ...sale, eventId };
  }

  /** Puts events on the stream of an outlet. */
  async append(streamId: string, ...events: { eventId?: string; type: string; payload: unknown }[]): Promise<void> {
    const actor = { employeeId: this.employeeId, role: 'cashier' };
    const full = events.map((event) => ({
      eventId: newId(),
      version: 1,
      occurredAt: OCCURRED_AT,
      actor,
      correlationId: 'test',
      ...event,
    }));
    await this.owner.query('select outbox.append($1, $2, $3)', [this.businessId, streamId, JSON.stringify(full)]);
  }

  /** A listener that has lost its place: it is told everything again. */
  async rewind(listener: string): Promise<void> {
    await this.owner.query(`update outbox.cursors set position = 0 where business_id = $1 and listener = $2`, [
      this.businessId,
      listener,
    ]);
  }

  private saleOf({
    outletId = this.outletIds[0],
    customerId = null,
    grandTotal = 23_000,
    items = [{}],
    notes = null,
  }: SaleFacts): TransactionCreated {
    this.sequence += 1;
    return {
      transactionId: newId(),
      outletId,
      shiftId: this.shiftIds.get(outletId)!,
      receiptNumber: `T-20261121-${String(this.sequence).padStart(6, '0')}`,
      businessDate: BUSINESS_DATE,
      orderType: 'takeaway',
      tableId: null,
      customerId,
      subtotal: grandTotal,
      discountAmount: 0,
      serviceCharge: 0,
      taxAmount: 0,
      rounding: 0,
      grandTotal,
      tip: 0,
      onAccount: 0,
      dueDate: null,
      approvals: [],
      notes,
      items: items.map((item, index) => ({
        itemId: newId(),
        lineNumber: index + 1,
        productId: this.coffeeId,
        variantId: null,
        name: 'Kopi Susu',
        quantity: '1',
        baseQuantity: item.quantity ?? '1',
        unitPrice: 23_000,
        listPrice: 23_000,
        discountAmount: 0,
        discounts: [],
        station: 'bar',
        modifiers: [],
        notes: null,
        ...item,
      })),
      payments: [{ method: 'cash', amount: grandTotal }],
    };
  }

  private async found(): Promise<void> {
    await this.insert('identity.businesses', { name: 'Kopi Uji', legal_name: 'PT Kopi Uji' });
    await this.insert('outbox.streams', { stream_id: this.businessId });
    await this.insert('identity.employees', {
      id: this.employeeId,
      email: `${this.employeeId}@kopiuji.test`,
      name: 'Sari',
      role: 'cashier',
      password_hash: 'none',
    });
    const categoryId = newId();
    await this.insert('catalog.categories', { id: categoryId, name: 'Kopi' });
    await this.insert('catalog.products', {
      id: this.coffeeId,
      category_id: categoryId,
      sku: 'KOPI',
      name: 'Kopi Susu',
      price: 23_000,
      track_stock: false,
      tax_code: 'none',
      station: 'bar',
    });
    await this.insert('catalog.variants', {
      id: this.largeCoffeeId,
      product_id: this.coffeeId,
      sku: 'KOPI-L',
      name: 'Large',
      price: 28_000,
    });
    for (const [index, outletId] of this.outletIds.entries()) await this.openOutlet(outletId, `T${index + 1}`);
  }

  private async openOutlet(outletId: string, code: string): Promise<void> {
    const shiftId = newId();
    this.shiftIds.set(outletId, shiftId);
    await this.insert('identity.outlets', { id: outletId, code, name: code, time_zone: 'Asia/Jakarta' });
    await this.insert('outbox.streams', { stream_id: outletId });
    await this.insert('sales.shifts', {
      id: shiftId,
      outlet_id: outletId,
      business_date: BUSINESS_DATE,
      opened_by: this.employeeId,
      opened_at: OCCURRED_AT,
      opening_cash: 0,
    });
  }
}
