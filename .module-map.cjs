'use strict';

/**
 * Which module may import which, through its front door. A new arrow is a decision; a test keeps the map acyclic.
 *
 * Who listens to a module's events imports their contract, so `sales` imports none of its listeners. What must commit
 * with a sale (stock, journal) it reaches by the SQL functions of the owning schema, in its own tx.
 */
module.exports = {
  identity: [],
  catalog: ['identity'],
  ledger: ['identity'],
  dining: ['identity'],
  sales: ['identity', 'catalog'],
  customers: ['identity', 'sales'],
  payments: ['identity', 'sales'],
  inventory: ['identity', 'catalog', 'sales', 'ledger'],
  kitchen: ['identity', 'catalog', 'sales'],
  audit: ['identity', 'sales', 'kitchen', 'customers', 'inventory', 'ledger'],
  notifications: [],
  operations: ['identity'],
};
