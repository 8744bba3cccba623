import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import type { Role } from '../../../kernel/roles';
import { Database } from '../../../platform/database/database';

export interface Colleague {
  readonly employeeId: string;
  readonly email: string;
  readonly role: Role;
  readonly passwordHash: string;
}

@Injectable()
export class ColleaguesQuery {
  constructor(private readonly database: Database) {}

  /** The actor, or an active employee who works at an outlet where the actor works; null for anyone else. */
  async find(actor: Actor, employeeId: string): Promise<Colleague | null> {
    const { businessId, outletIds } = actor;
    const isSelf = employeeId === actor.employeeId;
    const found = await this.database.read(businessId, (tx) =>
      tx.prisma.employee.findFirst({
        where: {
          businessId,
          id: employeeId,
          active: true,
          ...(isSelf ? {} : { employeeOutlets: { some: { outletId: { in: [...outletIds] } } } }),
        },
        select: { email: true, role: true, passwordHash: true },
      }),
    );
    return found ? { ...found, employeeId, role: found.role as Role } : null;
  }
}
