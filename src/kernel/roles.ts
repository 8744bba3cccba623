export const ROLES = ['owner', 'manager', 'supervisor', 'cashier', 'kitchen', 'inventory', 'accountant'] as const;

export type Role = (typeof ROLES)[number];
