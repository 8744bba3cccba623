import { Injectable } from '@nestjs/common';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { newId } from '../../../kernel/ids';
import { can } from '../../../kernel/permissions';
import { ROLES } from '../../../kernel/roles';
import { AttemptLimits } from '../../../platform/auth/attempt-limits';
import { Passwords } from '../../../platform/auth/passwords';
import { Database, writerOf } from '../../../platform/database/database';
import type { ApprovableAction } from '../contracts/approvals';
import { pinSaltOf } from '../contracts/pin-salt';
import { approvalGiven } from '../domain/approval-events';
import { pinRefused } from '../domain/identity.errors';
import { ApprovalStore } from '../store/approval.store';
import { PinStore } from '../store/pin.store';

export interface GiveApprovalCommand {
  readonly pin: string;
  readonly action: ApprovableAction;
  readonly subjectId: string;
  /** Where it is done: the approver works there. */
  readonly outletId: string;
  /** The network address that it comes from. */
  readonly address: string;
}

export interface GivenApproval {
  readonly approval: string;
  readonly expiresAt: string;
}

/** Lends a permission once, by the PIN of somebody at the outlet who holds it. */
@Injectable()
export class GiveApprovalUseCase {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptLimits,
    private readonly passwords: Passwords,
    private readonly pins: PinStore,
    private readonly approvals: ApprovalStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: GiveApprovalCommand): Promise<GivenApproval> {
    requireWorkplace(actor, command.outletId);
    // Who guesses here is signed in: it is the asker who is locked out, not the one who is guessed at.
    const attempt = { account: `pin ${actor.employeeId}`, address: command.address };
    const given = await this.attempts.attempt(attempt, async () => {
      const fingerprint = await this.passwords.fingerprintOf(command.pin, pinSaltOf(actor.businessId));
      return this.give(actor, command, fingerprint);
    });
    if (!given) throw pinRefused();
    return given;
  }

  private give(actor: Actor, command: GiveApprovalCommand, fingerprint: Buffer): Promise<GivenApproval | null> {
    const { action, subjectId, outletId } = command;
    const roles = ROLES.filter((role) => can(role, action));
    return this.database.change(writerOf(actor), async (tx) => {
      const approvedBy = await this.pins.holder(tx, { fingerprint, outletId, roles });
      if (!approvedBy) return null;

      const id = newId();
      const approval = { id, outletId, action, subjectId, approvedBy, requestedBy: actor.employeeId };
      const expiresAt = (await this.approvals.give(tx, approval)).toISOString();
      tx.record(
        approvalGiven({ approvalId: id, outletId, action, subjectId, approvedBy, expiresAt }, this.clock.now()),
      );
      return { approval: id, expiresAt };
    });
  }
}
