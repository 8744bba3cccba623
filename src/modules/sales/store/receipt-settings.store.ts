import { Injectable } from '@nestjs/common';
import type { Tx } from '../../../platform/database/tx';
import type { ReceiptSettings } from '../domain/receipt';

@Injectable()
export class ReceiptSettingsStore {
  /** One change of an outlet's settings after the other. */
  async lock(tx: Tx, outletId: string): Promise<void> {
    await tx.prisma.$executeRaw`
      select pg_advisory_xact_lock(hashtextextended('receipt settings of ' || ${outletId}, 0))`;
  }

  async add(tx: Tx, outletId: string, settings: ReceiptSettings, version: number, changedBy: string): Promise<void> {
    const { language, header, footer, verificationUrl } = settings;
    await tx.prisma.receiptSetting.create({
      data: { businessId: tx.businessId, outletId, version, language, header, footer, verificationUrl, changedBy },
    });
  }
}
