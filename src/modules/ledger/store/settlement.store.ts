import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { moneyToJson, type Money } from '../../../kernel/money';
import type { Tx } from '../../../platform/database/tx';
import type { ClearedMethod } from '../contracts/ledger.events';
import { CLEARING_ROLES, postSettlement } from '../domain/settlement';

export interface NewSettlement {
  readonly id: string;
  readonly outletId: string;
  readonly method: ClearedMethod;
  readonly gross: Money;
  readonly fee: Money;
  readonly reference: string | null;
  readonly settledOn: string;
  readonly recordedBy: string;
}

@Injectable()
export class SettlementStore {
  /** What is still to come by the method; other settlements of it wait for this one. */
  async lockClearing(tx: Tx, method: ClearedMethod): Promise<Money> {
    const [row] = await tx.prisma.$queryRaw<[{ open: bigint }]>`
      select ledger.lock_clearing(${tx.businessId}::uuid, ${CLEARING_ROLES[method].clearing}) as open`;
    return row.open;
  }

  /** Returns the id of its entry. */
  async add(tx: Tx, settlement: NewSettlement): Promise<string> {
    const { id, outletId, method, gross, fee, settledOn, recordedBy } = settlement;
    const entry = {
      id: newId(),
      ...{ effectiveDate: settledOn, outletId, sourceType: 'settlement', sourceId: id, recordedBy },
      description: 'Penyetelan pembayaran',
      lines: postSettlement(method, gross, fee).map(({ role, debit, credit }) => ({
        role,
        debit: moneyToJson(debit),
        credit: moneyToJson(credit),
      })),
    };
    await tx.prisma.$executeRaw`select ledger.post_entry(${tx.businessId}::uuid, ${JSON.stringify(entry)}::jsonb)`;
    const data = { ...settlement, settledOn: new Date(settledOn), businessId: tx.businessId, entryId: entry.id };
    await tx.prisma.settlement.create({ data });
    return entry.id;
  }
}
