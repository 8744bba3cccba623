import { Injectable } from '@nestjs/common';
import { type Actor, actorCan } from '../../../kernel/actor';
import type { Tx } from '../../../platform/database/tx';
import { type ApprovableAction, type ApprovalNeed, Approvals } from '../contracts/approvals';
import { approvalRequired } from '../domain/identity.errors';

export interface NewApproval {
  readonly id: string;
  readonly outletId: string;
  readonly action: ApprovableAction;
  readonly subjectId: string;
  readonly approvedBy: string;
  readonly requestedBy: string;
}

const APPROVAL_MINUTES = 5;

@Injectable()
export class ApprovalStore extends Approvals {
  /** Returns when it expires. */
  async give({ prisma, businessId }: Tx, approval: NewApproval): Promise<Date> {
    const [row] = await prisma.$queryRaw<[{ expiresAt: Date }]>`
      insert into identity.approvals
             (business_id, id, outlet_id, action, subject_id, approved_by, requested_by, expires_at)
      values (${businessId}::uuid, ${approval.id}::uuid, ${approval.outletId}::uuid, ${approval.action},
              ${approval.subjectId}::uuid, ${approval.approvedBy}::uuid, ${approval.requestedBy}::uuid,
              clock_timestamp() + make_interval(mins => ${APPROVAL_MINUTES}::integer))
      returning expires_at as "expiresAt"`;
    return row.expiresAt;
  }

  async answerFor(tx: Tx, actor: Actor, { action, subjectId, approval }: ApprovalNeed): Promise<string> {
    if (actorCan(actor, action)) return actor.employeeId;
    if (approval === undefined) throw approvalRequired(action);
    const [row] = await tx.prisma.$queryRaw<[{ approver: string }]>`
      select identity.take_approval(${tx.businessId}::uuid, ${approval}::uuid, ${action}, ${subjectId}::uuid,
               ${actor.employeeId}::uuid) as approver`;
    return row.approver;
  }
}
