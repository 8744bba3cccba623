import { Injectable } from '@nestjs/common';
import { type Actor, actorCan } from '../../../kernel/actor';
import { Clock } from '../../../kernel/clock';
import type { Device } from '../../../kernel/device';
import { DomainError } from '../../../kernel/domain-error';
import { digestOf } from '../../../platform/http/json-digest';
import { idSchema, instantSchema } from '../../../platform/http/schemas';
import { DeviceLine } from '../queries/device-line';
import { type DeviceHistory, DeviceHistoryQuery, type NamedEmployee } from '../queries/device-history.query';

import { type OfflineOperation, type SyncException, syncException } from '../use-cases/offline-operation';
import { QuarantineOperationUseCase } from '../use-cases/quarantine-operation.use-case';
import { TellSyncStatusUseCase } from '../use-cases/tell-sync-status.use-case';
import { HAPPENED, OfflineKinds } from './offline-kinds';
import type { OfflineOperationInput, SyncedBatchView } from './sync-batch.schema';
import { answered, conflict, quarantined, ToldHistory, type Verdict } from './told-history';

/** An operation that the route has read as far as it must. */
interface Told {
  readonly input: OfflineOperationInput;
  readonly operation: OfflineOperation;
}

type Staff = ReadonlyMap<string, NamedEmployee>;

const TURNS_MAX = 3;
/** Somebody else has brought the operation, or another one in its place, meanwhile. */
const OVERTAKEN = ['sync.out-of-turn', 'request.idempotency-key-reused'];
/** Not about the operation: whoever sent it sends it again. */
const PASSING = ['unauthenticated', 'too-many', 'unavailable'];

/** Takes what an offline till tells in the order in which it happened, each operation in a commit of its own. */
@Injectable()
export class SyncIntake {
  constructor(
    private readonly histories: DeviceHistoryQuery,
    private readonly kinds: OfflineKinds,
    private readonly quarantineOperation: QuarantineOperationUseCase,
    private readonly tellSyncStatus: TellSyncStatusUseCase,
    private readonly line: DeviceLine,
    private readonly clock: Clock,
  ) {}

  receive(device: Device, inputs: readonly OfflineOperationInput[]): Promise<SyncedBatchView> {
    return this.line.stand(device.deviceId, () => this.takeAll(device, inputs));
  }

  private async takeAll(device: Device, inputs: readonly OfflineOperationInput[]): Promise<SyncedBatchView> {
    const employeeIds = inputs.map(({ employeeId }) => employeeId).filter((id) => idSchema.safeParse(id).success);
    const staff = await this.histories.staff(device.businessId, [...new Set(employeeIds)]);
    const read = () => this.histories.read(device, inputs);
    const history = new ToldHistory(device.deviceId, await read());
    const told = inputs.map((input) => ({ input, operation: this.place(device, input) }));
    const verdicts = new Map<Told, Verdict>();
    for (const one of told.toSorted((a, b) => a.input.sequence - b.input.sequence)) {
      verdicts.set(one, await this.take(device, one, history, staff, read));
    }
    const { appliedThrough, appliedHash } = history;
    const counts = { applied: 0, replayed: 0, conflict: 0, quarantined: 0, waiting: 0 };
    for (const { status } of verdicts.values()) counts[status] += 1;
    const conflictCode = [...verdicts.values()].find(({ status }) => status === 'conflict')?.code ?? null;
    await this.tellSyncStatus.execute(device, { appliedThrough, ...counts, conflictCode });
    const results = told.map((one) => {
      const { id: operationId, sequence, hash } = one.operation;
      return { operationId, sequence, hash, ...verdicts.get(one)! };
    });
    return { deviceId: device.deviceId, appliedThrough, appliedHash, results };
  }

  private place({ deviceId, outletId, drawer }: Device, input: OfflineOperationInput): OfflineOperation {
    const { operationId: id, sequence, previousHash, kind } = input;
    const now = this.clock.now();
    const occurredAt = new Date(input.occurredAt);
    const occurred = occurredAt <= now ? occurredAt : now; // a till whose clock is ahead, or says nothing
    return { id, deviceId, outletId, drawer, sequence, previousHash, kind, ...digestOf(input), occurredAt: occurred };
  }

  private async take(
    device: Device,
    told: Told,
    history: ToldHistory,
    staff: Staff,
    readAgain: () => Promise<DeviceHistory>,
  ): Promise<Verdict> {
    for (let turn = 1; ; turn++) {
      const verdict = history.judge(told.operation);
      if (verdict) return verdict;
      try {
        return await this.apply(device, told, history, staff);
      } catch (error) {
        if (!(error instanceof DomainError) || !OVERTAKEN.includes(error.code)) throw error;
        if (turn === TURNS_MAX) return conflict('sync.operation-id-taken', 'The id was used for something else.');
        history.know(await readAgain());
      }
    }
  }

  private async apply(device: Device, told: Told, history: ToldHistory, staff: Staff): Promise<Verdict> {
    const { operation, input } = told;
    try {
      const { actor, exceptions } = whoTold(device, input, operation, staff);
      const { body, replayed } = await this.kinds.apply(actor, operation, input.body, exceptions);
      history.advance(operation, { refusal: null, answer: body });
      return answered(replayed ? 'replayed' : 'applied', body);
    } catch (error) {
      if (!(error instanceof DomainError) || PASSING.includes(error.kind) || OVERTAKEN.includes(error.code))
        throw error;
      const refusal = { code: error.code, detail: error.message };
      await this.quarantineOperation.execute(device, operation, refusal);
      history.advance(operation, { refusal, answer: null });
      return quarantined(refusal);
    }
  }
}

/** Whoever was at the till, with the rights that they have today, at the till's outlet and nowhere else. */
function whoTold(
  device: Device,
  { employeeId, occurredAt }: OfflineOperationInput,
  { kind, occurredAt: at }: OfflineOperation,
  staff: Staff,
): { actor: Actor; exceptions: SyncException[] } {
  if (!instantSchema.safeParse(occurredAt).success) {
    throw new DomainError('invalid', 'sync.occurred-at-unreadable', 'It does not say when it happened.');
  }
  const needed = HAPPENED.get(kind);
  const employee = staff.get(employeeId);
  if (!employee && !needed) {
    throw new DomainError('not-found', 'sync.employee-unknown', 'Nobody here has the id of its cashier.');
  }
  const { businessId, outletId, enrolledBy, correlationId } = device;
  const { id, role } = employee ?? { id: enrolledBy, role: 'cashier' as const }; // somebody has to stand for it
  const actor = { businessId, employeeId: id, role, outletIds: [outletId], outletId, correlationId };
  const works = employee !== undefined && employee.active && employee.outletIds.includes(outletId);
  if (!works && !needed) {
    throw new DomainError('forbidden', 'sync.employee-not-entitled', 'Its cashier does not work at the outlet.');
  }
  const permissions = needed && !(works && actorCan(actor, needed)) ? [needed] : [];
  return {
    actor,
    exceptions: [
      ...(permissions.length === 0 ? [] : [syncException('not-entitled', { employeeId, permissions })]),
      ...(new Date(occurredAt) > at ? [syncException('clock-ahead', { occurredAt })] : []),
    ],
  };
}
