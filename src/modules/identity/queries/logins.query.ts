import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';
import type { ReadTx } from '../../../platform/database/tx';

/** An employee who may be meant by an e-mail address. */
export interface Login {
  readonly businessId: string;
  readonly employeeId: string;
  readonly passwordHash: string;
}

interface LoginRow {
  business_id: string;
  employee_id: string;
  password_hash: string;
}

@Injectable()
export class LoginsQuery {
  constructor(private readonly database: Database) {}

  /** The active employees of any business with this e-mail address; at most five. */
  async find(email: string): Promise<Login[]> {
    const rows = await this.database.ask<LoginRow>('identity.find_logins', [email]);
    return rows.map((row) => ({
      businessId: row.business_id,
      employeeId: row.employee_id,
      passwordHash: row.password_hash,
    }));
  }

  /** The businesses of these log-ins, to choose from. */
  businessesOf(logins: readonly Login[]): Promise<{ businessId: string; name: string }[]> {
    return Promise.all(
      logins.map(({ businessId }) =>
        this.database.read(businessId, async (tx) => ({ businessId, name: await businessName(tx) })),
      ),
    );
  }
}

async function businessName({ prisma, businessId }: ReadTx): Promise<string> {
  const { name } = await prisma.business.findUniqueOrThrow({ where: { businessId }, select: { name: true } });
  return name;
}
