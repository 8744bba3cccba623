import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../../src/kernel/actor';
import { newId } from '../../src/kernel/ids';
import type { Role } from '../../src/kernel/roles';
import { Approvals } from '../../src/modules/identity';
import {
  type GiveApprovalCommand,
  GiveApprovalUseCase,
} from '../../src/modules/identity/use-cases/give-approval.use-case';
import { SetPinUseCase } from '../../src/modules/identity/use-cases/set-pin.use-case';
import { FAILURES_PER_ACCOUNT } from '../../src/platform/auth/attempt-limits';
import { Database, writerOf } from '../../src/platform/database/database';
import { actorOf } from '../support/approving';
import { startIdentity } from '../support/identity-app';
import { Staff } from '../support/staff';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const address = '203.0.113.9';

describe('an approval', () => {
  let database: TestDatabase;
  let staff: Staff;
  let app: INestApplicationContext;
  let business: string;
  let jakarta: string;
  let makassar: string;
  let owner: Actor;
  let supervisor: Actor;
  let cashier: Actor;

  beforeAll(async () => {
    database = await createTestDatabase();
    staff = await Staff.connect(database.ownerUrl);
    app = await startIdentity(database.ownerUrl);
    business = await staff.openBusiness();
    jakarta = await staff.openOutlet(business, 'JKT1');
    makassar = await staff.openOutlet(business, 'MKS1');
    await staff.database.query(
      'insert into outbox.streams (business_id, stream_id) select business_id, id from identity.outlets where business_id = $1',
      [business],
    );
    owner = await hire('owner', [jakarta, makassar]);
    supervisor = await hire('supervisor', [jakarta], '490217');
  });
  beforeEach(async () => {
    cashier = await hire('cashier', [jakarta, makassar]);
  });
  afterAll(async () => {
    await app?.close();
    await staff?.close();
  });

  async function hire(role: Role, outletIds: string[], pin?: string): Promise<Actor> {
    const actor = actorOf(await staff.hire(business, { role, outletIds }), role, outletIds);
    if (pin) await app.get(SetPinUseCase).execute(owner, { employeeId: actor.employeeId, pin, address });
    return actor;
  }

  const ask = (wish: Partial<GiveApprovalCommand> = {}, by: Actor = cashier) =>
    app.get(GiveApprovalUseCase).execute(by, {
      pin: '490217',
      action: 'sale.void',
      subjectId: newId(),
      outletId: jakarta,
      address,
      ...wish,
    });

  const take = (approval: string | undefined, subjectId: string, by: Actor = cashier, action = 'sale.void' as const) =>
    app
      .get(Database)
      .change(writerOf(by), (tx) => app.get(Approvals).answerFor(tx, by, { action, subjectId, approval }));

  const INVALID = { kind: 'forbidden', code: 'identity.approval-invalid' };
  const REFUSED = { kind: 'forbidden', code: 'identity.pin-refused', details: {} };

  it('is given by the PIN of who holds the permission, for some minutes, and is told', async () => {
    const subjectId = newId();
    const { approval, expiresAt } = await ask({ subjectId });
    const { rows } = await staff.database.query(
      `select a.approved_by, a.requested_by, a.taken_at, e.payload, e.actor, e.stream_id,
              extract(epoch from a.expires_at - a.approved_at)::integer as seconds
         from identity.approvals a
         join outbox.events e on e.business_id = a.business_id and e.payload->>'approvalId' = a.id::text
        where a.id = $1`,
      [approval],
    );
    expect(rows).toEqual([
      {
        approved_by: supervisor.employeeId,
        requested_by: cashier.employeeId,
        taken_at: null,
        stream_id: jakarta,
        seconds: 300,
        actor: { employeeId: cashier.employeeId, role: 'cashier' },
        payload: {
          approvalId: approval,
          outletId: jakarta,
          action: 'sale.void',
          subjectId,
          approvedBy: supervisor.employeeId,
          expiresAt,
        },
      },
    ]);
    expect(JSON.stringify(rows)).not.toContain('490217');
  });

  it('is refused alike to a PIN of nobody, of who may not, of who works elsewhere and of who has left', async () => {
    await hire('cashier', [jakarta], '581346');
    await hire('manager', [makassar], '581347');
    const gone = await hire('manager', [jakarta], '581348');
    await staff.dismiss({ ...gone, email: '' });
    for (const pin of ['602931', '581346', '581347', '581348'])
      await expect(ask({ pin })).rejects.toMatchObject(REFUSED);
    await expect(ask({ action: 'sale.override-price' })).rejects.toMatchObject(REFUSED); // no supervisor sets prices
  });

  it('is asked for where one works', async () => {
    const elsewhere = actorOf(await staff.hire(business), 'cashier', [makassar]);
    await expect(ask({}, elsewhere)).rejects.toMatchObject({ code: 'identity.outlet-not-found' });
  });

  it('is not to be guessed: fifty PINs at once are ten', async () => {
    const guesses = await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        ask({ pin: String(700_000 + n) }).catch(({ code }: { code: string }) => code),
      ),
    );
    const count = (code: string) => guesses.filter((guess) => guess === code).length;
    expect([count('identity.pin-refused'), count('auth.too-many-attempts')]).toEqual([
      FAILURES_PER_ACCOUNT,
      50 - FAILURES_PER_ACCOUNT,
    ]);
    await expect(ask()).rejects.toMatchObject({ code: 'auth.too-many-attempts' });
    await expect(ask({}, await hire('cashier', [jakarta]))).resolves.toBeDefined();
  });

  it('is taken once, also by ten at once, and says who approved', async () => {
    const subjectId = newId();
    const { approval } = await ask({ subjectId });
    const taken = await Promise.allSettled(Array.from({ length: 10 }, () => take(approval, subjectId)));
    expect(taken.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))).toEqual([supervisor.employeeId]);
    for (const one of taken) if (one.status === 'rejected') expect(one.reason).toMatchObject(INVALID);
    const { rows } = await staff.database.query('select taken_by from identity.approvals where id = $1', [approval]);
    expect(rows).toEqual([{ taken_by: cashier.employeeId }]);
  });

  it('is given back when what it was taken for was not done', async () => {
    const subjectId = newId();
    const { approval } = await ask({ subjectId });
    const work = app.get(Database).change(writerOf(cashier), async (tx) => {
      await app.get(Approvals).answerFor(tx, cashier, { action: 'sale.void', subjectId, approval });
      throw new Error('out of paper');
    });
    await expect(work).rejects.toThrow('out of paper');
    await expect(take(approval, subjectId)).resolves.toBe(supervisor.employeeId);
  });

  it('is good for nothing else, for no other business, and not for ever', async () => {
    const subjectId = newId();
    const { approval } = await ask({ subjectId });
    await expect(take(approval, newId())).rejects.toMatchObject(INVALID);
    await expect(take(newId(), subjectId)).rejects.toMatchObject(INVALID);
    await expect(take(approval, subjectId, cashier, 'sale.refund' as never)).rejects.toMatchObject(INVALID);
    const stranger = actorOf(await staff.hire(await staff.openBusiness()), 'cashier', []);
    await expect(take(approval, subjectId, stranger)).rejects.toMatchObject(INVALID);

    await staff.database.query('update identity.approvals set expires_at = clock_timestamp() where id = $1', [
      approval,
    ]);
    await expect(take(approval, subjectId)).rejects.toMatchObject(INVALID);
  });

  it('is needed by who may not, and by nobody else', async () => {
    await expect(take(undefined, newId())).rejects.toMatchObject({
      code: 'auth.approval-required',
      details: { permission: 'sale.void' },
    });
    await expect(take(undefined, newId(), supervisor)).resolves.toBe(supervisor.employeeId);
  });
});
