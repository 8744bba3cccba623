import { can, type Permission } from '../../src/kernel/permissions';
import { type Role, ROLES } from '../../src/kernel/roles';
import { AccessTokens } from '../../src/platform/auth/access-tokens';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import type { Operation } from '../support/api-contract';
import { ServedApp } from '../support/served-app';

/** Who may call what. A route that is not in here fails, and so does one that is only in here. */
const RIGHTS: Record<string, Permission | 'public' | 'device'> = {
  'POST /api/v1/auth/login': 'public',
  'POST /api/v1/auth/refresh': 'public',
  'GET /health/live': 'public',
  'GET /health/ready': 'public',
  'POST /api/v1/auth/logout': 'session.own',
  'GET /api/v1/auth/me': 'session.own',
  'GET /api/v1/outlets': 'outlet.read',
  'PUT /api/v1/employees/{id}/pin': 'session.own',
  'POST /api/v1/approvals': 'approval.request',
  'POST /api/v1/devices/pairing-codes': 'device.manage',
  'POST /api/v1/devices/enroll': 'public',
  'GET /api/v1/devices': 'device.manage',
  'POST /api/v1/devices/{id}/revoke': 'device.manage',
  'GET /api/v1/sync/changes': 'product.read',
  'POST /api/v1/sync/batches': 'device',
  'GET /api/v1/sync/exceptions': 'sync.resolve',
  'POST /api/v1/sync/exceptions/{id}/resolve': 'sync.resolve',
  'GET /api/v1/products': 'product.read',
  'GET /api/v1/products/{id}': 'product.read',
  'POST /api/v1/promotions': 'promotion.manage',
  'GET /api/v1/promotions': 'promotion.read',
  'GET /api/v1/promotions/{id}': 'promotion.read',
  'PATCH /api/v1/promotions/{id}': 'promotion.manage',
  'POST /api/v1/vouchers': 'promotion.manage',
  'GET /api/v1/vouchers': 'promotion.manage',
  'POST /api/v1/vouchers/{voucher}/withdraw': 'promotion.manage',
  'GET /api/v1/inventory/stock-levels': 'stock.read',
  'POST /api/v1/shifts': 'shift.open',
  'GET /api/v1/shifts/current': 'shift.read',
  'POST /api/v1/shifts/{id}/cash-movements': 'drawer.move-cash',
  'POST /api/v1/shifts/{id}/end': 'shift.close',
  'POST /api/v1/shifts/{id}/close': 'shift.close',
  'GET /api/v1/shifts/{id}/x-report': 'shift.read-x',
  'GET /api/v1/shifts/{id}/z-report': 'shift.read-z',
  'GET /api/v1/outlets/{id}/drawer-limit': 'shift.read',
  'PUT /api/v1/outlets/{id}/drawer-limit': 'drawer.configure',
  'POST /api/v1/pos/transactions': 'sale.create',
  'POST /api/v1/pos/calculate': 'sale.create',
  'GET /api/v1/pos/transactions': 'sale.read',
  'GET /api/v1/pos/transactions/{id}': 'sale.read',
  'POST /api/v1/pos/transactions/{id}/void': 'sale.create', // who answers for it is asked in the commit
  'POST /api/v1/pos/transactions/{id}/refunds': 'sale.create',
  'POST /api/v1/pos/transactions/{id}/exchanges': 'sale.create',
  'GET /api/v1/customers/{id}/store-credit': 'customer.read',
  'GET /api/v1/pos/transactions/{id}/receipt': 'sale.read',
  'POST /api/v1/pos/transactions/{id}/receipt-copies': 'receipt.copy',
  'POST /api/v1/sales': 'sale.create',
  'GET /api/v1/pos/local/sales': 'sale.read',
  'GET /api/v1/pos/local/sales/{saleNumber}': 'sale.read',
  'GET /api/v1/receipts/verify/{token}': 'public',
  'POST /api/v1/payments/intents': 'payment.request',
  'GET /api/v1/payments/intents/{id}': 'payment.read',
  'POST /api/v1/payments/intents/{id}/cancel': 'payment.request',
  'GET /api/v1/payments/refund-tasks': 'payment.read',
  'POST /api/v1/payments/refund-tasks/{id}/retry': 'payment.retry-refund',
  'POST /api/v1/payments/refund-tasks/{id}/close': 'payment.close-refund',
  'POST /api/v1/webhooks/payments/{provider}/{businessId}': 'public',
  'POST /api/v1/pos/held-bills': 'bill.hold',
  'GET /api/v1/pos/held-bills': 'bill.hold',
  'POST /api/v1/pos/held-bills/{id}/resume': 'bill.hold',
  'GET /api/v1/outlets/{id}/receipt-settings': 'receipt.configure',
  'PATCH /api/v1/outlets/{id}/receipt-settings': 'receipt.configure',
  'PUT /api/v1/customers/{id}/credit-limit': 'customer.set-credit-limit',
  'GET /api/v1/loyalty-program': 'customer.read',
  'PUT /api/v1/loyalty-program': 'loyalty.configure',
  'GET /api/v1/customers/{id}/points': 'customer.read',
  'POST /api/v1/gift-cards': 'gift-card.sell',
  'GET /api/v1/gift-cards': 'gift-card.read',
  'GET /api/v1/gift-cards/{code}': 'gift-card.read',
  'GET /api/v1/gift-cards/sales/{id}/receipt': 'gift-card.read',
  'PUT /api/v1/gift-cards/{id}/block': 'gift-card.block',
  'POST /api/v1/gift-cards/expiries': 'gift-card.expire',
  'GET /api/v1/gift-card-terms': 'gift-card.read',
  'PUT /api/v1/gift-card-terms': 'gift-card.configure',
  'GET /api/v1/receivables': 'receivable.read',
  'POST /api/v1/receivables/{id}/receipts': 'receivable.receive',
  'GET /api/v1/kds/orders': 'order.read',
  'POST /api/v1/kds/orders/{id}/bump': 'order.change-status',
  'POST /api/v1/kds/orders/{id}/recall': 'order.change-status',
  'PUT /api/v1/orders/{id}/status': 'order.change-status',
  'POST /api/v1/settlements': 'settlement.record',
  'GET /api/v1/ledger/accounts': 'ledger.read',
  'GET /api/v1/ledger/journal-entries': 'ledger.read',
  'GET /api/v1/ledger/journal-entries/{id}': 'ledger.read',
  'GET /api/v1/ledger/trial-balance': 'ledger.read',
  'GET /api/v1/operations/invariants': 'operations.read',
  'GET /api/v1/operations/outbox/stats': 'operations.read',
  'GET /api/v1/operations/outbox/failures': 'operations.read',
  'GET /api/v1/operations/outbox/verification': 'operations.read',
  'POST /api/v1/operations/outbox/failures/{eventId}/retry': 'operations.repair',
  'POST /api/v1/operations/outbox/failures/retry-all': 'operations.repair',
  'POST /api/v1/operations/outbox/failures/{eventId}/discard': 'operations.repair',
  'POST /api/v1/operations/outbox/replays': 'operations.repair',
  'GET /api/v1/operations/tenant-config': 'operations.read',
  'PATCH /api/v1/operations/tenant-config': 'operations.configure',
};

describe('Every route', () => {
  let app: ServedApp;

  beforeAll(async () => {
    app = await ServedApp.start();
  });

  afterAll(async () => {
    await app?.expectSoundBooks();
    await app?.stop();
  });

  const named = ({ method, path }: Operation) => `${method} ${path}`;
  const operation = (name: string): Operation => app.contract.operations.find((one) => named(one) === name)!;

  function call(name: string, token?: string) {
    const { method, path } = operation(name);
    return app.client(token).send(method, path.replaceAll(/\{\w+\}/g, newId()));
  }

  function tokenOf(role: Role): Promise<string> {
    return new AccessTokens(app.secret).issue({
      businessId: KOPI_SENJA.businessId,
      employeeId: KOPI_SENJA.employees.owner,
      role,
      outletIds: Object.values(KOPI_SENJA.outlets),
      outletId: KOPI_SENJA.outlets.jkt1,
      sessionId: newId(),
    });
  }

  it('has its right', () => {
    expect(app.contract.operations.map(named).toSorted()).toEqual(Object.keys(RIGHTS).toSorted());
  });

  it.each(Object.entries(RIGHTS))('%s is for %s, and needs a token where it is not public', async (name, right) => {
    const { status, body } = await call(name);
    if (right === 'public') expect(body.code).not.toBe('auth.token-missing');
    else
      expect([status, body.code]).toEqual([
        401,
        right === 'device' ? 'auth.device-token-missing' : 'auth.token-missing',
      ]);
  });

  describe.each(ROLES.map((role) => [role]))('for the role %s', (role) => {
    it.each(
      Object.entries(RIGHTS).filter(([, right]) => right !== 'public' && right !== 'device') as [string, Permission][],
    )('%s goes by %s', async (name, permission) => {
      const { status, body } = await call(name, await tokenOf(role));
      if (can(role, permission)) {
        expect([401, 403]).not.toContain(status);
      } else {
        expect([status, body.code, body.permission]).toEqual([403, 'auth.permission-missing', permission]);
      }
    });
  });
});
