import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../../src/kernel/actor';
import type { Role } from '../../src/kernel/roles';
import { FAILURES_PER_ACCOUNT } from '../../src/platform/auth/attempt-limits';
import { SetPinUseCase } from '../../src/modules/identity/use-cases/set-pin.use-case';
import { actorOf } from '../support/approving';
import { startIdentity } from '../support/identity-app';
import { type Hired, PASSWORD, Staff } from '../support/staff';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

const address = '203.0.113.8';

describe('setting a PIN', () => {
  let database: TestDatabase;
  let staff: Staff;
  let app: INestApplicationContext;
  let useCase: SetPinUseCase;
  let business: string;
  let outlet: string;
  let owner: Actor;
  let manager: Actor;

  beforeAll(async () => {
    database = await createTestDatabase();
    staff = await Staff.connect(database.ownerUrl);
    app = await startIdentity(database.ownerUrl);
    useCase = app.get(SetPinUseCase);
  });
  beforeEach(async () => {
    business = await staff.openBusiness();
    outlet = await staff.openOutlet(business, 'JKT1');
    owner = await hire('owner');
    manager = await hire('manager');
  });
  afterAll(async () => {
    await app?.close();
    await staff?.close();
  });

  async function hire(role: Role, outletIds = [outlet]): Promise<Actor> {
    return actorOf(await staff.hire(business, { role, outletIds }), role, outletIds);
  }

  const set = (actor: Actor, { employeeId }: Pick<Hired, 'employeeId'>, pin: string, password?: string) =>
    useCase.execute(actor, { employeeId, pin, password, address });

  const pins = async () => {
    const { rows } = await staff.database.query<{ employee_id: string; pin: string }>(
      `select employee_id, encode(fingerprint, 'hex') as pin from identity.employee_pins where business_id = $1`,
      [business],
    );
    return rows;
  };

  const told = async () => {
    const { rows } = await staff.database.query<{ payload: unknown; actor: unknown }>(
      `select payload, actor from outbox.events where business_id = $1 and type = 'identity.pin-changed' order by seq`,
      [business],
    );
    return rows;
  };

  it('of somebody else is the manager’s and the owner’s right, and is told without the PIN', async () => {
    const supervisor = await hire('supervisor');
    await set(manager, supervisor, '490217');
    await set(owner, manager, '490218');
    expect(await pins()).toEqual([
      { employee_id: supervisor.employeeId, pin: expect.stringMatching(/^[0-9a-f]{64}$/) },
      { employee_id: manager.employeeId, pin: expect.stringMatching(/^[0-9a-f]{64}$/) },
    ]);
    expect(await told()).toEqual([
      {
        payload: { employeeId: supervisor.employeeId },
        actor: { employeeId: manager.employeeId, role: 'manager' },
      },
      { payload: { employeeId: manager.employeeId }, actor: { employeeId: owner.employeeId, role: 'owner' } },
    ]);
  });

  it('of one’s own needs the password', async () => {
    const supervisor = await hire('supervisor');
    await expect(set(supervisor, supervisor, '490217')).rejects.toMatchObject({ code: 'identity.password-wrong' });
    await expect(set(supervisor, supervisor, '490217', 'kopi')).rejects.toMatchObject({
      kind: 'forbidden',
      code: 'identity.password-wrong',
    });
    expect(await pins()).toEqual([]);
    await set(supervisor, supervisor, '490217', PASSWORD);
    expect(await pins()).toHaveLength(1);
  });

  it('of one’s own bounds the guesses at the password together with the log-ins', async () => {
    const supervisor = await hire('supervisor');
    for (let n = 0; n < FAILURES_PER_ACCOUNT; n++) {
      await expect(set(supervisor, supervisor, '490217', `guess ${n}`)).rejects.toMatchObject({
        code: 'identity.password-wrong',
      });
    }
    await expect(set(supervisor, supervisor, '490217', PASSWORD)).rejects.toMatchObject({
      code: 'auth.too-many-attempts',
    });
  });

  it('of an equal or a superior is refused', async () => {
    for (const [setter, holder] of [
      [manager, owner],
      [manager, await hire('manager')],
      [await hire('supervisor'), await hire('cashier')],
    ] as const) {
      await expect(set(setter, holder, '490217')).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'identity.pin-setter-forbidden',
      });
    }
    expect([await pins(), await told()]).toEqual([[], []]);
  });

  it('of who works elsewhere, has left or is of another business finds nobody', async () => {
    const elsewhere = await hire('cashier', [await staff.openOutlet(business, 'MKS1')]);
    const gone = await hire('cashier');
    await staff.dismiss({ ...gone, email: '' });
    const foreign = await staff.hire(await staff.openBusiness());
    for (const holder of [elsewhere, gone, foreign]) {
      await expect(set(manager, holder, '490217')).rejects.toMatchObject({ code: 'identity.employee-not-found' });
    }
    expect(await pins()).toEqual([]);
  });

  it('that is too simple is refused', async () => {
    await expect(set(owner, manager, '123456')).rejects.toMatchObject({ code: 'identity.pin-too-simple' });
  });

  it('that another has is refused, also when two choose it at once, and nobody learns whose it is', async () => {
    const rivals: Actor[] = [];
    while (rivals.length < 5) rivals.push(await hire('supervisor'));
    const outcomes = await Promise.all(
      rivals.map((rival) =>
        set(owner, rival, '490217').then(
          () => 'set',
          ({ code, details }: { code: string; details: object }) => [code, details],
        ),
      ),
    );
    expect(outcomes.filter((outcome) => outcome === 'set')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome !== 'set')).toEqual(Array(4).fill(['identity.pin-taken', {}]));
    expect(await pins()).toHaveLength(1);
    expect(await told()).toHaveLength(1);
  });

  it('is not a way to try which PINs there are', async () => {
    await set(owner, await hire('supervisor'), '490217');
    const other = await hire('supervisor');
    for (let n = 0; n < FAILURES_PER_ACCOUNT; n++) {
      await expect(set(manager, other, '490217')).rejects.toMatchObject({ code: 'identity.pin-taken' });
    }
    await expect(set(manager, other, '490218')).rejects.toMatchObject({ code: 'auth.too-many-attempts' });
  });

  it('again puts the new one in the place of the old, and another business may have the same', async () => {
    const supervisor = await hire('supervisor');
    await set(owner, supervisor, '490217');
    await set(owner, supervisor, '490218');
    await set(owner, manager, '490217');
    const [first, second] = await pins();
    expect(first!.pin).not.toBe(second!.pin);

    business = await staff.openBusiness();
    outlet = await staff.openOutlet(business, 'JKT1');
    await set(await hire('owner'), await hire('supervisor'), '490217');
    expect((await pins()).map(({ pin }) => pin)).not.toContain(second!.pin);
  });
});
