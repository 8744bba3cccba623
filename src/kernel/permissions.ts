import type { Role } from './roles';

const everyone: readonly Role[] = ['owner', 'manager', 'supervisor', 'cashier', 'kitchen', 'inventory', 'accountant'];
const leads: readonly Role[] = ['owner', 'manager', 'supervisor'];
const till: readonly Role[] = [...leads, 'cashier'];

/** The one table of rights: permission × role. A route names its permission, and a test walks every route. */
const GRANTS = {
  'session.own': everyone,
  'employee.set-pin': ['owner', 'manager'],
  'approval.request': till,
  'outlet.read': everyone,
  'product.read': everyone,
  'promotion.read': [...till, 'accountant'],
  'promotion.manage': ['owner', 'manager'],
  'stock.read': [...till, 'inventory', 'accountant'],
  'shift.read': till,
  'shift.open': till,
  'shift.close': till,
  'shift.read-x': [...leads, 'accountant'], // what is expected in a drawer is not for who counts it
  'shift.read-z': [...till, 'accountant'],
  'drawer.move-cash': till,
  'drawer.configure': ['owner', 'manager'],
  'sale.read': [...till, 'accountant'],
  'sale.create': till,
  'sale.discount': leads,
  'sale.override-price': ['owner', 'manager'],
  'customer.read': [...till, 'accountant'],
  'customer.set-credit-limit': ['owner', 'manager'],
  'loyalty.configure': ['owner', 'manager'],
  'gift-card.read': [...till, 'accountant'],
  'gift-card.sell': till,
  'gift-card.block': leads,
  'gift-card.configure': ['owner', 'manager'],
  'gift-card.expire': ['owner', 'manager', 'accountant'],
  'receivable.read': [...till, 'accountant'],
  'receivable.receive': [...till, 'accountant'],
  'sale.void': leads,
  'sale.refund': leads,
  'drawer.paid-in': leads,
  'drawer.paid-out': leads,
  'drawer.cash-drop': leads,
  'drawer.no-sale': leads,
  'device.manage': ['owner', 'manager'],
  'sync.resolve': ['owner', 'manager'],
  'payment.request': till,
  'payment.read': [...till, 'accountant'],
  'payment.retry-refund': ['owner', 'manager'],
  'payment.close-refund': ['owner', 'manager'],
  'receipt.copy': till,
  'receipt.configure': ['owner', 'manager'],
  'bill.hold': till,
  'order.read': [...till, 'kitchen'],
  'order.change-status': [...till, 'kitchen'],
  'notification.read': [...till, 'accountant'],
  'settlement.record': ['owner', 'manager', 'accountant'],
  'ledger.read': ['owner', 'manager', 'accountant'],
  'operations.read': ['owner'],
  'operations.repair': ['owner'],
  'operations.configure': ['owner'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof GRANTS;

export const PERMISSIONS = Object.keys(GRANTS) as Permission[];

export function can(role: Role, permission: Permission): boolean {
  return (GRANTS[permission] as readonly Role[]).includes(role);
}
