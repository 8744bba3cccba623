import { PROMOTION_EVENTS, VOUCHER_EVENTS } from '../modules/catalog';
import { CUSTOMERS_EVENTS } from '../modules/customers';
import { DEVICE_EVENTS, IDENTITY_EVENTS } from '../modules/identity';
import { INVENTORY_EVENTS } from '../modules/inventory';
import { KITCHEN_EVENTS } from '../modules/kitchen';
import { OPERATIONS_EVENTS } from '../modules/operations';
import { HELD_BILL_EVENTS, RECEIPT_EVENTS, SALES_EVENTS } from '../modules/sales';
import type { EventContract } from '../platform/events/event-contract';

/** Every event that this application records, module by module. */
export const EVENT_CONTRACTS: readonly EventContract[] = [
  ...PROMOTION_EVENTS,
  ...VOUCHER_EVENTS,
  ...CUSTOMERS_EVENTS,
  ...DEVICE_EVENTS,
  ...IDENTITY_EVENTS,
  ...INVENTORY_EVENTS,
  ...KITCHEN_EVENTS,
  ...OPERATIONS_EVENTS,
  ...SALES_EVENTS,
  ...RECEIPT_EVENTS,
  ...HELD_BILL_EVENTS,
];
