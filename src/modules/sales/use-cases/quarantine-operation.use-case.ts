import { Injectable } from '@nestjs/common';
import type { Device } from '../../../kernel/device';
import { Database } from '../../../platform/database/database';
import { requestHash } from '../../../platform/database/idempotency';
import { keyOfOperation, type OfflineOperation, type OperationRefusal } from '../domain/offline-operation';
import { DeviceHistoryStore } from '../store/device-history.store';

/** Puts an operation that cannot be applied aside, in its place in the history, so that what came after it is not held up. */
@Injectable()
export class QuarantineOperationUseCase {
  constructor(
    private readonly database: Database,
    private readonly histories: DeviceHistoryStore,
  ) {}

  async execute(device: Device, operation: OfflineOperation, refusal: OperationRefusal): Promise<void> {
    const { businessId, enrolledBy, correlationId } = device;
    const actor = { employeeId: enrolledBy, role: 'device' }; // who was at the till may be what is wrong with it
    const idempotent = {
      idempotencyKey: keyOfOperation(operation.id),
      operation: 'sales.quarantine-operation',
      requestHash: requestHash(operation.hash),
    };
    await this.database.write({ businessId, actor, correlationId }, idempotent, async (tx) => {
      await this.histories.quarantine(tx, operation, refusal);
      return refusal;
    });
  }
}
