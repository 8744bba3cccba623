import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '../../../kernel/domain-event';
import { Sessions } from '../../../platform/auth/sessions';
import type { ReadTx } from '../../../platform/database/tx';
import { SESSION_REVOKED, sessionRevokedSchema } from '../contracts/identity.events';

@Injectable()
export class SessionsQuery extends Sessions {
  readonly revokedType = SESSION_REVOKED;

  async isOpen({ prisma, businessId }: ReadTx, sessionId: string): Promise<boolean> {
    const first = await prisma.refreshToken.findUnique({
      where: { businessId_id: { businessId, id: sessionId } },
      select: { revokedAt: true },
    });
    return first?.revokedAt === null;
  }

  revokedBy({ type, payload }: RecordedEvent): string | null {
    if (type !== SESSION_REVOKED) return null;
    return sessionRevokedSchema.safeParse(payload).data?.sessionId ?? null;
  }
}
