import type { Role } from './roles';

const everyone: readonly Role[] = ['owner', 'manager', 'supervisor', 'cashier', 'kitchen', 'inventory', 'accountant'];
const leads: readonly Role[] = ['owner', 'manager', 'supervisor'];
const till: readonly Role[] = [...leads, 'cashier'];

/** The one table of rights: permission × role. A route names its permission, and a test walks every route. */
const GRANTS = {
  'session.own': everyone,
  'outlet.read': everyone,
  'product.read': everyone,
  'stock.read': [...till, 'inventory', 'accountant'],
  'shift.read': till,
  'shift.open': till,
  'shift.close': till,
  'sale.read': [...till, 'accountant'],
  'sale.create': till,
  'sale.override-price': ['owner', 'manager'],
  'order.read': [...till, 'kitchen'],
  'order.change-status': [...till, 'kitchen'],
  'ledger.read': ['owner', 'manager', 'accountant'],
  'operations.read': ['owner'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof GRANTS;

export const PERMISSIONS = Object.keys(GRANTS) as Permission[];

export function can(role: Role, permission: Permission): boolean {
  return (GRANTS[permission] as readonly Role[]).includes(role);
}
