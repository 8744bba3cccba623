import { can } from '../../../kernel/permissions';
import type { Role } from '../../../kernel/roles';
import { pinTooSimple } from './identity.errors';

/** Throws `identity.pin-too-simple` for digits that all are the same step apart, such as 000000 and 987654. */
export function refuseSimplePin(pin: string): void {
  const digits = [...pin].map(Number);
  const steps = new Set(digits.slice(1).map((digit, index) => (digit - digits[index]! + 10) % 10));
  if (steps.size === 1) throw pinTooSimple();
}

/** Nobody takes the PIN of an equal, with which they could approve in the other's name; the owner may. */
export function maySetPinOf(setter: Role, holder: Role): boolean {
  return can(setter, 'employee.set-pin') && (setter === 'owner' || !can(holder, 'employee.set-pin'));
}
