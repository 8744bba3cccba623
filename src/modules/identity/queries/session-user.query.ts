import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Database } from '../../../platform/database/database';
import { sessionEnded } from '../domain/identity.errors';
import { type SessionUser, sessionUser } from '../domain/session';

@Injectable()
export class SessionUserQuery {
  constructor(private readonly database: Database) {}

  /** Who the actor is, with the role and the outlets that hold until the next refresh. Throws `auth.session-ended`. */
  async of(actor: Actor): Promise<SessionUser> {
    const { businessId, employeeId } = actor;
    const employee = await this.database.read(businessId, (tx) =>
      tx.prisma.employee.findFirst({ where: { businessId, id: employeeId, active: true }, select: { name: true } }),
    );
    if (!employee) throw sessionEnded();
    return sessionUser({ ...actor, name: employee.name }, actor.outletId);
  }
}
