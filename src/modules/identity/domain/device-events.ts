import type { DomainEvent } from '../../../kernel/domain-event';
import { newId } from '../../../kernel/ids';
import { DEVICE_ENROLLED, DEVICE_REVOKED, type DeviceEnrolled, type DeviceRevoked } from '../contracts/device.events';

export function deviceEnrolled(
  payload: DeviceEnrolled,
  occurredAt: Date,
): DomainEvent<typeof DEVICE_ENROLLED, DeviceEnrolled> {
  return { eventId: newId(), type: DEVICE_ENROLLED, version: 1, outletId: payload.outletId, payload, occurredAt };
}

export function deviceRevoked(
  payload: DeviceRevoked,
  occurredAt: Date,
): DomainEvent<typeof DEVICE_REVOKED, DeviceRevoked> {
  return { eventId: newId(), type: DEVICE_REVOKED, version: 1, outletId: payload.outletId, payload, occurredAt };
}
