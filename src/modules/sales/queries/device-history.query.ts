import { Injectable } from '@nestjs/common';
import type { Device } from '../../../kernel/device';
import type { Role } from '../../../kernel/roles';
import { Database } from '../../../platform/database/database';
import { keyOfOperation, type OperationRefusal } from '../domain/offline-operation';

/** An operation that has had its turn. */
export interface KnownOperation {
  readonly id: string;
  readonly deviceId: string;
  readonly sequence: number;
  readonly hash: string;
  /** Why it was not applied; null: it was. */
  readonly refusal: OperationRefusal | null;
  /** What it answered when it was applied. */
  readonly answer: object | null;
}

/** What is known here of a device's past, as far as a batch touches it. */
export interface DeviceHistory {
  readonly appliedThrough: number;
  readonly appliedHash: string;
  readonly operations: readonly KnownOperation[];
}

export interface NamedEmployee {
  readonly id: string;
  readonly role: Role;
  readonly active: boolean;
  readonly outletIds: readonly string[];
}

const BEGINNING = { appliedThrough: 0n, appliedHash: '0'.repeat(64) };

@Injectable()
export class DeviceHistoryQuery {
  constructor(private readonly database: Database) {}

  /** Of these sequences of the device, and of these operations whoever brought them. */
  read(
    { businessId, deviceId }: Device,
    told: readonly { readonly operationId: string; readonly sequence: number }[],
  ): Promise<DeviceHistory> {
    const ids = told.map(({ operationId }) => operationId);
    const sequences = told.map(({ sequence }) => sequence);
    return this.database.read(businessId, async ({ prisma }) => {
      const [head] = await prisma.$queryRaw<{ appliedThrough: bigint; appliedHash: string }[]>`
        select applied_through as "appliedThrough", encode(applied_hash, 'hex') as "appliedHash"
          from sales.device_histories
         where business_id = ${businessId}::uuid
           and device_id = ${deviceId}::uuid`;
      const operations = await prisma.$queryRaw<(Omit<KnownOperation, 'sequence' | 'answer'> & { sequence: bigint })[]>`
        select id, device_id as "deviceId", sequence, encode(hash, 'hex') as hash, refusal
          from sales.offline_operations
         where business_id = ${businessId}::uuid
           and (id = any(${ids}::uuid[]) or device_id = ${deviceId}::uuid and sequence = any(${sequences}::bigint[]))`;
      const answers = await prisma.$queryRaw<{ key: string; answer: object }[]>`
        select key, answer
          from platform.answers_of(${businessId}::uuid, ${operations.map(({ id }) => keyOfOperation(id))})`;
      const answerOf = new Map(answers.map(({ key, answer }) => [key, answer]));
      const { appliedThrough, appliedHash } = head ?? BEGINNING;
      return {
        appliedThrough: Number(appliedThrough),
        appliedHash,
        operations: operations.map((operation) => ({
          ...operation,
          sequence: Number(operation.sequence),
          answer: operation.refusal ? null : (answerOf.get(keyOfOperation(operation.id)) ?? null),
        })),
      };
    });
  }

  /** Who was at the till, by id. */
  async staff(businessId: string, employeeIds: readonly string[]): Promise<ReadonlyMap<string, NamedEmployee>> {
    const named = await this.database.read(
      businessId,
      ({ prisma }) => prisma.$queryRaw<NamedEmployee[]>`
        select id, role, active, outlet_ids as "outletIds"
          from identity.staff_named(${businessId}::uuid, ${employeeIds}::uuid[])`,
    );
    return new Map(named.map((employee) => [employee.id, employee]));
  }
}
