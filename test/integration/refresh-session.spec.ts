import type { INestApplicationContext } from '@nestjs/common';
import { LogInUseCase } from '../../src/modules/identity/use-cases/log-in.use-case';
import { RefreshSessionUseCase } from '../../src/modules/identity/use-cases/refresh-session.use-case';
import { AccessTokens } from '../../src/platform/auth/access-tokens';
import { startIdentity } from '../support/identity-app';
import { type Hired, PASSWORD, Staff } from '../support/staff';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('refreshing a session', () => {
  let database: TestDatabase;
  let staff: Staff;
  let app: INestApplicationContext;
  let business: string;
  let jakarta: string;
  let makassar: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    staff = await Staff.connect(database.ownerUrl);
    app = await startIdentity(database.ownerUrl);
    business = await staff.openBusiness();
    jakarta = await staff.openOutlet(business, 'JKT1');
    makassar = await staff.openOutlet(business, 'MKS1');
  });

  afterAll(async () => {
    await app?.close();
    await staff?.close();
  });

  const logIn = ({ email }: Hired) =>
    app.get(LogInUseCase).execute({ email, password: PASSWORD, address: '203.0.113.7' });
  const refresh = (refreshToken: string) => app.get(RefreshSessionUseCase).execute({ refreshToken });
  const refused = (code: string) => ({ kind: 'unauthenticated', code });

  /** As if the session's tokens had been spent so long ago. */
  const age = ({ employeeId }: Hired, seconds: number) =>
    staff.database.query(
      `update identity.refresh_tokens set used_at = used_at - make_interval(secs => $2)
        where employee_id = $1 and used_at is not null`,
      [employeeId, seconds],
    );

  async function tokensAlive({ employeeId }: Hired): Promise<number> {
    const { rowCount } = await staff.database.query(
      'select from identity.refresh_tokens where employee_id = $1 and revoked_at is null',
      [employeeId],
    );
    return rowCount ?? 0;
  }

  it('gives the next pair within the same session, to the same end', async () => {
    const sari = await staff.hire(business, { outletIds: [jakarta] });
    const first = await logIn(sari);
    const second = await refresh(first.refreshToken);
    const third = await refresh(second.refreshToken);

    expect(new Set([first, second, third].map(({ refreshToken }) => refreshToken)).size).toBe(3);
    expect(third).toMatchObject({ expiresIn: 900, user: first.user });
    const sessions = await Promise.all(
      [first, second, third].map(
        async ({ accessToken }) => (await app.get(AccessTokens).verify(accessToken)).claims.sessionId,
      ),
    );
    expect(new Set(sessions).size).toBe(1);
    const { rows } = await staff.database.query(
      'select count(distinct expires_at)::integer as ends from identity.refresh_tokens where employee_id = $1',
      [sari.employeeId],
    );
    expect(rows).toEqual([{ ends: 1 }]);
  });

  it('reads the role and the outlets anew', async () => {
    const sari = await staff.hire(business, { outletIds: [jakarta] });
    const { refreshToken } = await logIn(sari);
    await staff.assign(sari, [makassar]);
    await staff.database.query(`update identity.employees set role = 'supervisor' where id = $1`, [sari.employeeId]);

    const second = await refresh(refreshToken);
    expect(second.user).toMatchObject({ role: 'supervisor', outletId: jakarta, outletIds: [jakarta, makassar] });

    await staff.database.query('delete from identity.employee_outlets where employee_id = $1 and outlet_id = $2', [
      sari.employeeId,
      jakarta,
    ]);
    const third = await refresh(second.refreshToken);
    expect(third.user).toMatchObject({ outletId: makassar, outletIds: [makassar] });
  });

  it('lets exactly one of many at once win, and its token works on', async () => {
    const sari = await staff.hire(business);
    const { refreshToken } = await logIn(sari);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => refresh(refreshToken)));

    const won = answers.filter((answer) => answer.status === 'fulfilled');
    const lost = answers.filter((answer) => answer.status === 'rejected');
    expect(won).toHaveLength(1);
    expect(lost.map(({ reason }) => reason)).toEqual(
      Array.from({ length: 7 }, () => expect.objectContaining(refused('auth.refresh-token-spent'))),
    );
    await expect(refresh(won[0]!.value.refreshToken)).resolves.toMatchObject({ expiresIn: 900 });
  });

  it('ends the session when a spent token comes back later', async () => {
    const sari = await staff.hire(business);
    const first = await logIn(sari);
    const second = await refresh(first.refreshToken);
    await age(sari, 11);

    await expect(refresh(first.refreshToken)).rejects.toMatchObject(refused('auth.refresh-token-reused'));
    await expect(refresh(second.refreshToken)).rejects.toMatchObject(refused('auth.refresh-token-invalid'));
    expect(await tokensAlive(sari)).toBe(0);
  });

  it('leaves no token alive when a re-use and a refresh meet', async () => {
    for (let round = 0; round < 5; round++) {
      const sari = await staff.hire(business);
      const first = await logIn(sari);
      const second = await refresh(first.refreshToken);
      await age(sari, 11);
      await Promise.allSettled([refresh(first.refreshToken), refresh(second.refreshToken)]);
      expect(await tokensAlive(sari)).toBe(0);
    }
  });

  it('leaves the other sessions of the employee alone', async () => {
    const sari = await staff.hire(business);
    const till = await logIn(sari);
    const office = await logIn(sari);
    await refresh(till.refreshToken);
    await age(sari, 11);
    await expect(refresh(till.refreshToken)).rejects.toMatchObject(refused('auth.refresh-token-reused'));
    await expect(refresh(office.refreshToken)).resolves.toMatchObject({ expiresIn: 900 });
  });

  it('refuses an employee who has left', async () => {
    const sari = await staff.hire(business);
    const { refreshToken } = await logIn(sari);
    await staff.dismiss(sari);
    await expect(refresh(refreshToken)).rejects.toMatchObject(refused('auth.refresh-token-invalid'));
  });

  it('refuses a session that is thirty days old', async () => {
    const sari = await staff.hire(business);
    const { refreshToken } = await logIn(sari);
    await staff.database.query('update identity.refresh_tokens set expires_at = now() where employee_id = $1', [
      sari.employeeId,
    ]);
    await expect(refresh(refreshToken)).rejects.toMatchObject(refused('auth.refresh-token-invalid'));
  });

  it('refuses what is no token, and an id without its secret ends nothing', async () => {
    const sari = await staff.hire(business);
    const { refreshToken } = await logIn(sari);
    const [businessId, tokenId] = refreshToken.split('.');
    for (const forged of ['kopi', `${businessId}.${tokenId}.${'A'.repeat(43)}`]) {
      await expect(refresh(forged)).rejects.toMatchObject(refused('auth.refresh-token-invalid'));
    }
    await expect(refresh(refreshToken)).resolves.toMatchObject({ expiresIn: 900 });
  });

  it('does not find the token of another business', async () => {
    const sari = await staff.hire(business);
    const { refreshToken } = await logIn(sari);
    const [, tokenId, secret] = refreshToken.split('.');
    const elsewhere = await staff.openBusiness();
    await expect(refresh(`${elsewhere}.${tokenId}.${secret}`)).rejects.toMatchObject(
      refused('auth.refresh-token-invalid'),
    );
    await expect(refresh(refreshToken)).resolves.toMatchObject({ expiresIn: 900 });
  });
});
