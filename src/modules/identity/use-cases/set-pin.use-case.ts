import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { DomainError } from '../../../kernel/domain-error';
import { AttemptLimits } from '../../../platform/auth/attempt-limits';
import { Passwords } from '../../../platform/auth/passwords';
import { Database, writerOf } from '../../../platform/database/database';
import { pinSaltOf } from '../contracts/pin-salt';
import { pinChanged } from '../domain/approval-events';
import { employeeNotFound, passwordWrong, pinSetterForbidden, pinTaken } from '../domain/identity.errors';
import { maySetPinOf, refuseSimplePin } from '../domain/pin';
import { type Colleague, ColleaguesQuery } from '../queries/colleagues.query';
import { PinStore } from '../store/pin.store';

export interface SetPinCommand {
  readonly employeeId: string;
  readonly pin: string;
  /** The actor's own, where the PIN is their own. */
  readonly password?: string | undefined;
  /** The network address that it comes from. */
  readonly address: string;
}

/** Gives an employee the PIN that they approve with. */
@Injectable()
export class SetPinUseCase {
  constructor(
    private readonly database: Database,
    private readonly attempts: AttemptLimits,
    private readonly passwords: Passwords,
    private readonly colleagues: ColleaguesQuery,
    private readonly pins: PinStore,
    private readonly clock: Clock,
  ) {}

  async execute(actor: Actor, command: SetPinCommand): Promise<void> {
    refuseSimplePin(command.pin);
    const holder = await this.colleagues.find(actor, command.employeeId);
    if (!holder) throw employeeNotFound();
    await this.requireRight(actor, holder, command);

    const fingerprint = await this.passwords.fingerprintOf(command.pin, pinSaltOf(actor.businessId));
    // A PIN that is taken is a PIN that works: whoever tries one after the other is guessing.
    const attempt = { account: `pin-choice ${actor.employeeId}`, address: command.address };
    const isSet = await this.attempts.attempt(attempt, () => this.set(actor, holder.employeeId, fingerprint));
    if (!isSet) throw pinTaken();
  }

  private async requireRight(actor: Actor, holder: Colleague, { password, address }: SetPinCommand): Promise<void> {
    if (holder.employeeId !== actor.employeeId) {
      if (!maySetPinOf(actor.role, holder.role)) throw pinSetterForbidden();
      return;
    }
    const owner = await this.attempts.attempt({ account: holder.email, address }, async () => {
      const [fitting] = await this.passwords.ownersOf(password ?? '', [holder]);
      return fitting ?? null;
    });
    if (!owner) throw passwordWrong();
  }

  /** Null when somebody else has it. */
  private async set(actor: Actor, employeeId: string, fingerprint: Buffer): Promise<true | null> {
    try {
      await this.database.change(writerOf(actor), async (tx) => {
        await this.pins.set(tx, employeeId, fingerprint);
        tx.record(pinChanged({ employeeId }, this.clock.now()));
      });
      return true;
    } catch (error) {
      if (error instanceof DomainError && error.code === 'identity.pin-taken') return null;
      throw error;
    }
  }
}
