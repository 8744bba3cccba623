import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { newId } from '../../../kernel/ids';
import { readComplaint } from '../../../platform/database/database-error';
import type { Tx } from '../../../platform/database/tx';
import { customerNotFound, promotionNotFound, promotionNotByVoucher, voucherCodeTaken } from '../domain/catalog.errors';
import type { VoucherBatch } from '../domain/voucher-batch';
import type { NamedVoucher, UsedVoucher } from '../domain/voucher-withdrawal';

/** No letter looks like a digit; 32 of them, so that each is drawn alike. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
/** 80 bits: nobody finds one by trying, and no two are alike. */
const CHARACTERS = 16;

interface IssuedVoucher {
  readonly voucherId: string;
  readonly code: string;
}

@Injectable()
export class VoucherStore {
  issue(tx: Tx, batch: VoucherBatch, count: number): Promise<IssuedVoucher[]> {
    return this.add(tx, batch, Array.from({ length: count }, drawCode));
  }

  /** Throws `catalog.voucher-code-taken`. */
  issueNamed(tx: Tx, batch: VoucherBatch, code: string): Promise<IssuedVoucher[]> {
    return this.add(tx, batch, [code]);
  }

  /** Under the lock that a sale takes. */
  async lock({ prisma, businessId }: Tx, named: NamedVoucher): Promise<UsedVoucher | null> {
    const [id, code] = 'id' in named ? [named.id, null] : [null, named.code];
    const [row] = await prisma.$queryRaw<UsedVoucher[]>`
      select v.id, v.batch_id as "batchId", v.promotion_id as "promotionId", v.value, v.remaining, v.max_uses as "maxUses",
             v.uses, v.withdrawn_at as "withdrawnAt"
        from catalog.vouchers v
       where v.business_id = ${businessId}::uuid and (v.id = ${id}::uuid or v.code = ${code})
         for no key update`;
    return row ?? null;
  }

  async withdraw(
    { prisma, businessId }: Tx,
    id: string,
    { reason, by, at }: { readonly reason: string; readonly by: string; readonly at: Date },
  ): Promise<void> {
    await prisma.voucher.update({
      where: { businessId_id: { businessId, id } },
      data: { withdrawnReason: reason, withdrawnBy: by, withdrawnAt: at },
    });
  }

  private async add({ prisma, businessId }: Tx, batch: VoucherBatch, codes: string[]): Promise<IssuedVoucher[]> {
    const { id: batchId, promotionId, value, maxUses, customerId } = batch;
    if (promotionId !== null) {
      const key = { businessId_id: { businessId, id: promotionId } };
      const promotion = await prisma.promotion.findUnique({ where: key, select: { byVoucher: true } });
      if (!promotion) throw promotionNotFound();
      if (!promotion.byVoucher) throw promotionNotByVoucher(promotionId);
    }
    const [validFrom, validTo] = [batch.validFrom, batch.validTo].map((date) => date && new Date(date));
    const issued = codes.map((code) => ({ voucherId: newId(), code }));
    const terms = {
      businessId,
      batchId,
      promotionId,
      value,
      remaining: value,
      maxUses,
      customerId,
      validFrom,
      validTo,
    };
    try {
      await prisma.voucher.createMany({ data: issued.map(({ voucherId: id, code }) => ({ ...terms, id, code })) });
    } catch (error) {
      const message = readComplaint(error)?.message ?? '';
      if (message.includes('vouchers_code_business_id_key')) throw voucherCodeTaken();
      if (message.includes('vouchers_customer_fkey')) throw customerNotFound();
      throw error;
    }
    return issued;
  }
}

function drawCode(): string {
  return Array.from({ length: CHARACTERS }, () => ALPHABET[randomInt(ALPHABET.length)]!).join('');
}
