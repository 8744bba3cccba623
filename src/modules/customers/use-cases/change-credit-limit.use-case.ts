import { Injectable } from '@nestjs/common';
import type { Actor } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import { moneyToJson, type Money } from '../../../kernel/money';
import { Database, writerOf } from '../../../platform/database/database';
import { creditLimitChanged } from '../domain/credit-limit';
import { CreditLimitStore } from '../store/credit-limit.store';

export interface ChangeCreditLimitCommand {
  readonly customerId: string;
  readonly creditLimit: Money;
}

export interface CreditLimit {
  readonly customerId: string;
  readonly creditLimit: number;
}

/** Says how far a customer may owe. What is owed already stays owed. */
@Injectable()
export class ChangeCreditLimitUseCase {
  constructor(
    private readonly database: Database,
    private readonly limits: CreditLimitStore,
    private readonly clock: Clock,
  ) {}

  execute(actor: Actor, { customerId, creditLimit }: ChangeCreditLimitCommand): Promise<CreditLimit> {
    return this.database.change(writerOf(actor), async (tx) => {
      const present = await this.limits.lock(tx, customerId);
      const [from, to] = [moneyToJson(present), moneyToJson(creditLimit)];
      if (from !== to) {
        await this.limits.save(tx, customerId, creditLimit);
        tx.record(creditLimitChanged({ customerId, from, to }, this.clock.now()));
      }
      return { customerId, creditLimit: to };
    });
  }
}
