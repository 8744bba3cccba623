import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { ReadTx, Tx } from '../../../platform/database/tx';
import { PLAIN_RECEIPT, type ReceiptLanguage, type ReceiptSettings } from '../domain/receipt';

export interface PresentReceiptSettings extends ReceiptSettings {
  /** 0 where nothing was ever set. */
  readonly version: number;
}

@Injectable()
export class ReceiptSettingsQuery {
  constructor(private readonly database: Database) {}

  present(businessId: string, outletId: string): Promise<PresentReceiptSettings> {
    return this.database.read(businessId, (tx) => this.load(tx, outletId));
  }

  async load({ prisma, businessId }: ReadTx | Tx, outletId: string): Promise<PresentReceiptSettings> {
    const latest = await prisma.receiptSetting.findFirst({
      where: { businessId, outletId },
      orderBy: { version: 'desc' },
    });
    if (!latest) return { ...PLAIN_RECEIPT, version: 0 };
    const { language, header, footer, verificationUrl, version } = latest;
    return { language: language as ReceiptLanguage, header, footer, verificationUrl, version };
  }
}
