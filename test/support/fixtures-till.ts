import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';

export interface SoldLine {
  readonly productId: string;
  readonly variantId?: string;
  readonly name: string;
  readonly quantity: number;
  readonly unitPrice: number;
  readonly station?: string;
  /** Counted: it leaves the shelf. */
  readonly counted?: boolean;
  readonly modifiers?: readonly { readonly id: string; readonly name: string; readonly unitPrice: number }[];
}

export interface TillPlace {
  readonly businessId: string;
  readonly outletId: string;
  readonly outletCode: string;
  readonly employeeId: string;
  readonly taxRuleId: string;
}

/**
 * A till in SQL, for tests of what lies beneath the sales module: it opens a shift and sells through the SQL function
 * with plans of its own. A service charge of 5 % and a tax of 10 % come on top, rounded on each line.
 */
export class Till {
  readonly shiftId = newId();
  readonly openedAt = new Date().toISOString();
  readonly businessDate = this.openedAt.slice(0, 10);

  private constructor(
    private readonly owner: Client,
    readonly place: TillPlace,
  ) {}

  static async open(owner: Client, place: TillPlace, openingCash = 500_000): Promise<Till> {
    const till = new Till(owner, place);
    await owner.query(
      `with opened as (
         insert into sales.shifts (business_id, id, outlet_id, business_date, opened_by, opened_at, opening_cash)
         values ($1, $2, $3, $4, $5, now(), $6)
       ), totalled as (
         insert into sales.shift_totals (business_id, shift_id, expected_cash) values ($1, $2, $6)
       )
       insert into sales.drawer_movements (business_id, id, shift_id, kind, amount, recorded_by)
       values ($1, $7, $2, 'float', $6, $5)`,
      [place.businessId, till.shiftId, place.outletId, till.businessDate, place.employeeId, openingCash, newId()],
    );
    await owner.query('select ledger.post_entry($1, $2)', [place.businessId, till.floatEntry(openingCash)]);
    return till;
  }

  private floatEntry(amount: number): object {
    return {
      id: newId(),
      effectiveDate: this.businessDate,
      outletId: this.place.outletId,
      sourceType: 'shift-float',
      sourceId: this.shiftId,
      description: 'Modal kas laci',
      recordedBy: this.place.employeeId,
      lines: [
        { role: 'CASH_DRAWER', debit: amount, credit: 0 },
        { role: 'CASH_SAFE', debit: 0, credit: amount },
      ],
    };
  }

  /** Sells and takes the money: by QRIS the part that is named, the rest in cash with 5,000 too much. */
  async sell(lines: readonly SoldLine[], terms: { customerId?: string; qris?: number } = {}): Promise<string> {
    const plan = await this.plan(lines, terms);
    await this.owner.query('select sales.create_transaction_atomic($1)', [JSON.stringify(plan)]);
    return plan.transaction.id;
  }

  private async plan(
    lines: readonly SoldLine[],
    { customerId = null, qris = 0 }: { customerId?: string | null; qris?: number },
  ) {
    const { businessId, outletId, outletCode, employeeId, taxRuleId } = this.place;
    const { rows } = await this.owner.query<{ revision: number }>(
      'select revision::int from catalog.revisions where business_id = $1',
      [businessId],
    );
    const id = newId();
    const items = lines.map((line, index) => ({ ...itemOf(line), lineNumber: index + 1, taxRuleId }));
    const sumOf = (amount: 'subtotal' | 'serviceCharge' | 'taxAmount' | 'total') =>
      items.reduce((total, item) => total + item[amount], 0);
    const grandTotal = sumOf('total');
    const amounts = {
      subtotal: sumOf('subtotal'),
      discountAmount: 0,
      serviceCharge: sumOf('serviceCharge'),
      taxAmount: sumOf('taxAmount'),
      rounding: 0,
      grandTotal,
      tip: 0,
      onAccount: 0,
      dueDate: null,
      approvals: [],
    };
    const cash = grandTotal - qris;
    const change = 5_000;
    const payments = [
      ...(qris > 0 ? [{ id: newId(), method: 'qris', tendered: qris, change: 0, amount: qris, reference: 'Q1' }] : []),
      { id: newId(), method: 'cash', tendered: cash + change, change, amount: cash, reference: null },
    ].map((payment, index) => ({ ...payment, lineNumber: index + 1 }));
    const common = {
      outletId,
      shiftId: this.shiftId,
      orderType: 'dine_in',
      tableId: null,
      customerId,
      ...amounts,
      notes: null,
    };
    return {
      businessId,
      revision: rows[0]!.revision,
      outletCode,
      idempotency: { key: id, operation: 'sales.create-transaction', requestHash: '00' },
      transaction: {
        ...common,
        id,
        type: 'sale',
        employeeId,
        businessDate: this.businessDate,
        paid: grandTotal + change,
        change,
        occurredAt: this.openedAt,
      },
      items,
      modifiers: items.flatMap((item) =>
        item.modifiers.map((modifier) => ({
          id: newId(),
          itemId: item.id,
          modifierId: modifier.id,
          name: modifier.name,
          quantity: 1,
          unitPrice: modifier.unitPrice,
        })),
      ),
      discounts: [],
      payments,
      stockLines: items
        .filter(({ counted }) => counted)
        .map((item) => ({
          movementId: newId(),
          lineId: item.id,
          sourceId: id,
          stockItemId: item.variantId ?? item.productId,
          quantity: item.quantity,
          occurredAt: this.openedAt,
        })),
      entry: {
        id: newId(),
        effectiveDate: this.businessDate,
        outletId,
        sourceType: 'sale',
        sourceId: id,
        description: 'Penjualan',
        recordedBy: employeeId,
        lines: [
          { role: 'CASH_DRAWER', debit: cash, credit: 0 },
          { role: 'QRIS_CLEARING', debit: qris, credit: 0 },
          { role: 'SALES_FNB', debit: 0, credit: amounts.subtotal },
          { role: 'SERVICE_CHARGE', debit: 0, credit: amounts.serviceCharge },
          { role: 'PBJT_PAYABLE', debit: 0, credit: amounts.taxAmount },
        ],
      },
      drawerMovement: cash === 0 ? null : { id: newId(), amount: cash },
      event: {
        eventId: newId(),
        type: 'sales.transaction-created',
        version: 1,
        occurredAt: this.openedAt,
        actor: { employeeId, role: 'cashier' },
        correlationId: 'test',
        payload: {
          ...common,
          transactionId: id,
          receiptNumber: '',
          businessDate: this.businessDate,
          items: items.map((item) => ({
            itemId: item.id,
            lineNumber: item.lineNumber,
            productId: item.productId,
            variantId: item.variantId ?? null,
            name: item.name,
            quantity: String(item.quantity),
            baseQuantity: String(item.quantity),
            unitPrice: item.unitPrice,
            listPrice: item.listPrice,
            discountAmount: 0,
            discounts: [],
            station: item.station ?? null,
            modifiers: item.modifiers.map((modifier) => ({
              modifierId: modifier.id,
              name: modifier.name,
              quantity: 1,
            })),
            notes: null,
          })),
          payments: payments.map(({ method, amount }) => ({ method, amount })),
        },
      },
      answer: { ...common, transactionId: id },
    };
  }
}

function itemOf(line: SoldLine) {
  const { modifiers = [], quantity, unitPrice } = line;
  const extras = modifiers.reduce((total, modifier) => total + modifier.unitPrice, 0);
  const gross = Math.round(quantity * (unitPrice + extras));
  const serviceCharge = Math.round(gross * 0.05);
  const taxAmount = Math.round((gross + serviceCharge) * 0.1);
  return {
    ...line,
    id: newId(),
    modifiers,
    uom: 'pcs',
    listPrice: unitPrice,
    gross,
    subtotal: gross,
    discountAmount: 0,
    serviceCharge,
    taxBase: gross + serviceCharge,
    taxAmount,
    total: gross + serviceCharge + taxAmount,
    notes: null,
  };
}
