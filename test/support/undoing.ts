import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import type { ApprovableAction } from '../../src/modules/identity/contracts/approvals';
import { GiveApprovalUseCase } from '../../src/modules/identity/use-cases/give-approval.use-case';
import { SetPinUseCase } from '../../src/modules/identity/use-cases/set-pin.use-case';
import {
  type VoidTransactionCommand,
  VoidTransactionUseCase,
} from '../../src/modules/sales/use-cases/void-transaction.use-case';
import {
  type ExchangeCommand,
  ExchangeTransactionUseCase,
} from '../../src/modules/sales/use-cases/exchange-transaction.use-case';
import { RefundTransactionUseCase } from '../../src/modules/sales/use-cases/refund-transaction.use-case';
import type { RefundCommand } from '../../src/modules/sales/store/refund-desk.store';
import type { CreatedTransaction } from '../../src/modules/sales/store/transaction-writer';
import { parseQuantity } from '../../src/kernel/quantity';
import type { Shop } from './shop';
import { rowsOf } from './tenant-tables';

const PIN = '490217';
const address = '203.0.113.11';

/** What is done to the sales of a shop afterwards. */
export class Undoing {
  constructor(
    private readonly shop: Shop,
    private readonly owner: Client,
  ) {}

  /** Gives the manager a PIN; once per shop. */
  givePin(): Promise<void> {
    const { shop } = this;
    const employeeId = shop.ids.employee('manager@uji.test');
    return shop.app.get(SetPinUseCase).execute(shop.actor('owner'), { employeeId, pin: PIN, address });
  }

  async approve(action: ApprovableAction, subjectId: string): Promise<string> {
    const { shop } = this;
    const command = { pin: PIN, action, subjectId, outletId: shop.outletId, address };
    return (await shop.app.get(GiveApprovalUseCase).execute(shop.actor(), command)).approval;
  }

  /** By the manager, unless somebody else is named. */
  void(
    transactionId: string,
    {
      key = newId() as string,
      as = this.shop.actor('manager'),
      ...command
    }: Partial<VoidTransactionCommand> & { key?: string; as?: ReturnType<Shop['actor']> } = {},
  ) {
    return this.shop.app
      .get(VoidTransactionUseCase)
      .execute(as, { transactionId, reason: 'salah ketik', ...command }, key);
  }

  /** All of it in cash out of the first till, by the manager, unless something else is asked. */
  async refund(
    sale: Pick<CreatedTransaction, 'transactionId' | 'items'>,
    {
      key = newId() as string,
      as = this.shop.actor('manager'),
      items = sale.items.map(({ quantity }) => quantity),
      restock = true,
      ...command
    }: Partial<Omit<RefundCommand, 'items'>> & {
      key?: string;
      as?: ReturnType<Shop['actor']>;
      /** Of each item how much; null: none. */
      items?: readonly (string | null)[];
      restock?: boolean;
    } = {},
  ) {
    const asked = items.flatMap((quantity, place) =>
      quantity === null ? [] : [{ itemId: sale.items[place]!.itemId, quantity: parseQuantity(quantity)!, restock }],
    );
    const { transactionId } = sale;
    const usual = {
      transactionId,
      shiftId: this.shop.shiftId,
      method: 'cash',
      customerId: null,
      reason: 'rusak',
    } as const;
    return this.shop.app.get(RefundTransactionUseCase).execute(as, { ...usual, ...command, items: asked }, key);
  }

  /** Of its first item so many, for what `taken` says, by the manager; more than it costs in cash. */
  async exchange(
    sale: Pick<CreatedTransaction, 'transactionId' | 'items'>,
    taken: Partial<ExchangeCommand['sale']>,
    {
      key = newId() as string,
      as = this.shop.actor('manager'),
      quantity = '1',
      ...command
    }: Partial<Omit<ExchangeCommand, 'items' | 'sale'>> & {
      key?: string;
      as?: ReturnType<Shop['actor']>;
      quantity?: string;
    } = {},
  ) {
    const items = [{ itemId: sale.items[0]!.itemId, quantity: parseQuantity(quantity)!, restock: true }];
    const usual = { transactionId: sale.transactionId, method: 'cash', reason: 'salah ukuran', items } as const;
    const asked = { ...usual, ...command, sale: this.shop.command(taken) };
    return this.shop.app.get(ExchangeTransactionUseCase).execute(as, asked, key);
  }

  /** What a sale moves and a void moves back: shelves, balances, debts, the drawer, and what the accounts carry. */
  async standing(): Promise<Record<string, unknown>> {
    const { businessId } = this.shop;
    const pick = async (table: string, ...columns: string[]) =>
      (await rowsOf(this.owner, businessId, table))
        .map((row) => columns.map((column) => row[column]).join(' '))
        .toSorted();
    const { rows: accounts } = await this.owner.query(
      `select account_id, sum(debit - credit)::float as balance from ledger.journal_lines where business_id = $1
        group by 1 having sum(debit - credit) <> 0 order by 1`,
      [businessId],
    );
    const { rows: owed } = await this.owner.query(
      `select customer_id, sum(amount - settled)::float as open from ledger.open_items where business_id = $1
        group by 1 having sum(amount - settled) <> 0 order by 1`,
      [businessId],
    );
    const credits = await pick('customers.store_credits', 'customer_id', 'balance');
    return {
      shelves: await pick('inventory.stock_levels', 'outlet_id', 'stock_item_id', 'quantity', 'value'),
      drawers: await pick('sales.shift_totals', 'shift_id', 'sales_count', 'sales_total', 'tax_total', 'expected_cash'),
      cards: await pick('customers.gift_cards', 'id', 'balance'),
      credits: credits.filter((credit) => !credit.endsWith(' 0')),
      accounts,
      owed,
    };
  }
}
