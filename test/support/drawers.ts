import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import type { CashMovementKind } from '../../src/modules/sales';
import type { ApprovableAction } from '../../src/modules/identity/contracts/approvals';
import { GiveApprovalUseCase } from '../../src/modules/identity/use-cases/give-approval.use-case';
import { SetPinUseCase } from '../../src/modules/identity/use-cases/set-pin.use-case';
import { ChangeDrawerLimitUseCase } from '../../src/modules/sales/use-cases/change-drawer-limit.use-case';
import { type CloseShiftCommand, CloseShiftUseCase } from '../../src/modules/sales/use-cases/close-shift.use-case';
import type { MoveCashCommand } from '../../src/modules/sales/use-cases/move-cash.command';
import { MoveCashUseCase } from '../../src/modules/sales/use-cases/move-cash.use-case';
import type { Shop } from './shop';

export const PIN = '490217';

const address = '203.0.113.11';

/** What is done to the drawers of a shop besides selling. */
export class Drawers {
  constructor(
    private readonly shop: Shop,
    private readonly owner: Client,
  ) {}

  limit(unapprovedMax: bigint) {
    const { shop } = this;
    const command = { outletId: shop.outletId, unapprovedMax, expectedVersion: null };
    return shop.app.get(ChangeDrawerLimitUseCase).execute(shop.actor('manager'), command);
  }

  /** Gives the manager a PIN; once per shop. */
  givePin(): Promise<void> {
    const { shop } = this;
    const employeeId = shop.ids.employee('manager@uji.test');
    return shop.app.get(SetPinUseCase).execute(shop.actor('owner'), { employeeId, pin: PIN, address });
  }

  async approve(action: ApprovableAction, subjectId: string) {
    const { shop } = this;
    const command = { pin: PIN, action, subjectId, outletId: shop.outletId, address };
    return (await shop.app.get(GiveApprovalUseCase).execute(shop.actor(), command)).approval;
  }

  move(
    command: Partial<MoveCashCommand> & { readonly kind: CashMovementKind },
    { key = newId() as string, as = this.shop.actor() } = {},
  ) {
    const amount = command.kind === 'no_sale' ? 0n : 10_000n;
    const full = { shiftId: this.shop.shiftId, amount, reason: 'karena', ...command };
    return this.shop.app.get(MoveCashUseCase).execute(as, full, key);
  }

  close(command: Partial<CloseShiftCommand> & { readonly shiftId: string }, { key = newId() as string } = {}) {
    return this.shop.app.get(CloseShiftUseCase).execute(this.shop.actor(), { countedCash: 0n, ...command }, key);
  }

  /** The lines of the entry of a source: account code, debit, credit. */
  async posted(sourceType: string, sourceId: string) {
    const { rows } = await this.owner.query<{ day: string; lines: { code: string; debit: number; credit: number }[] }>(
      `select e.effective_date::text as day, ledger.entry_lines(e.business_id, e.id) as lines
         from ledger.journal_entries e
        where e.business_id = $1 and e.source_type = $2 and e.source_id = $3`,
      [this.shop.businessId, sourceType, sourceId],
    );
    return rows.map(({ day, lines }) => ({
      day,
      lines: lines.map(({ code, debit, credit }) => [code, debit, credit]),
    }));
  }
}
