import type { INestApplicationContext } from '@nestjs/common';
import type { DomainError } from '../../src/kernel/domain-error';
import { AccessTokens } from '../../src/platform/auth/access-tokens';
import { hashPassword } from '../../src/platform/auth/passwords';
import { LogInUseCase } from '../../src/modules/identity/use-cases/log-in.use-case';
import { startIdentity } from '../support/identity-app';
import { PASSWORD, Staff } from '../support/staff';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('logging in', () => {
  let database: TestDatabase;
  let staff: Staff;
  let app: INestApplicationContext;
  let logIn: LogInUseCase;
  let business: string;
  let jakarta: string;
  let makassar: string;

  beforeAll(async () => {
    database = await createTestDatabase();
    staff = await Staff.connect(database.ownerUrl);
    app = await startIdentity(database.ownerUrl);
    logIn = app.get(LogInUseCase);
    business = await staff.openBusiness('Kopi Uji');
    jakarta = await staff.openOutlet(business, 'JKT1');
    makassar = await staff.openOutlet(business, 'MKS1');
  });

  afterAll(async () => {
    await app?.close();
    await staff?.close();
  });

  const address = '203.0.113.7';

  it('gives a pair of tokens and says who signed in', async () => {
    const sari = await staff.hire(business, { role: 'manager', outletIds: [jakarta, makassar] });
    const signedIn = await logIn.execute({ email: sari.email, password: PASSWORD, outletId: makassar, address });

    const outletIds = [jakarta, makassar];
    expect(signedIn).toMatchObject({
      expiresIn: 900,
      user: {
        userId: sari.employeeId,
        employeeId: sari.employeeId,
        businessId: business,
        outletId: makassar,
        outletIds,
        role: 'manager',
        name: 'Sari',
      },
    });
    const { claims } = await app.get(AccessTokens).verify(signedIn.accessToken);
    expect(claims).toMatchObject({ businessId: business, role: 'manager', outletId: makassar, outletIds });
    expect(signedIn.refreshToken).toMatch(new RegExp(`^${business}\\.${claims.sessionId}\\.[\\w-]{43}$`));
  });

  it('keeps only the hash of the refresh token, for thirty days', async () => {
    const { email, employeeId } = await staff.hire(business);
    const { refreshToken } = await logIn.execute({ email, password: PASSWORD, address });
    const { rows } = await staff.database.query<{ row: string; days: number }>(
      `select t::text as row, extract(day from expires_at - issued_at)::integer as days
         from identity.refresh_tokens t where employee_id = $1`,
      [employeeId],
    );
    expect(rows).toEqual([{ row: expect.any(String), days: 30 }]);
    expect(rows[0]!.row).not.toContain(refreshToken.split('.')[2]);
  });

  it('does not care how the e-mail is capitalized', async () => {
    const { email, employeeId } = await staff.hire(business);
    const { user } = await logIn.execute({ email: email.toUpperCase(), password: PASSWORD, address });
    expect(user.employeeId).toBe(employeeId);
  });

  it('chooses the first outlet by its code, where nobody asks for one', async () => {
    const one = await staff.hire(business, { outletIds: [jakarta] });
    const two = await staff.hire(business, { outletIds: [jakarta, makassar] });
    const outletOf = async ({ email }: { email: string }) =>
      (await logIn.execute({ email, password: PASSWORD, address })).user.outletId;
    expect(await outletOf(one)).toBe(jakarta);
    expect(await outletOf(two)).toBe(jakarta);
  });

  it('answers a wrong password, an unknown e-mail and an employee who left alike', async () => {
    const sari = await staff.hire(business);
    const gone = await staff.hire(business);
    await staff.dismiss(gone);
    const refusals = await Promise.all(
      [
        { email: sari.email, password: 'kopi susu' },
        { email: 'nobody@uji.test', password: PASSWORD },
        { email: gone.email, password: PASSWORD },
        { email: sari.email, password: PASSWORD, businessId: await staff.openBusiness() },
      ].map((command) => logIn.execute({ ...command, address }).catch((error: DomainError) => error)),
    );
    const [refusal] = refusals as DomainError[];
    expect(refusal).toMatchObject({ kind: 'unauthenticated', code: 'auth.credentials-invalid', details: {} });
    for (const other of refusals) expect({ ...other, stack: '' }).toEqual({ ...refusal, stack: '' });
  });

  it('takes as long for an unknown e-mail as for a wrong password', async () => {
    const sari = await staff.hire(business);
    const fastest = async (emailOf: (attempt: number) => string) => {
      let best = Infinity;
      for (const attempt of [1, 2, 3]) {
        const begun = performance.now();
        await logIn.execute({ email: emailOf(attempt), password: 'kopi susu', address }).catch(() => {});
        best = Math.min(best, performance.now() - begun);
      }
      return best;
    };
    const wrong = await fastest(() => sari.email);
    const unknown = await fastest((attempt) => `nobody-${attempt}@uji.test`);
    expect(unknown / wrong).toBeGreaterThan(0.5);
    expect(unknown / wrong).toBeLessThan(2);
  });

  it('refuses an outlet of another business, one that is nowhere and one without assignment alike', async () => {
    const sari = await staff.hire(business, { outletIds: [jakarta] });
    const elsewhere = await staff.openOutlet(await staff.openBusiness(), 'BDG1');
    for (const outletId of [elsewhere, '01936f0e-0000-7000-8000-000000000001', makassar]) {
      await expect(logIn.execute({ email: sari.email, password: PASSWORD, outletId, address })).rejects.toMatchObject({
        kind: 'forbidden',
        code: 'identity.outlet-forbidden',
        details: { outletId },
      });
    }
    const { rows } = await staff.database.query('select from identity.refresh_tokens where employee_id = $1', [
      sari.employeeId,
    ]);
    expect(rows).toEqual([]);
  });

  describe('with one e-mail in two businesses', () => {
    const email = 'sari@dua.test';
    let other: string;

    beforeAll(async () => {
      other = await staff.openBusiness('Toko Uji');
      await staff.hire(business, { email });
      await staff.hire(other, { email });
    });

    it('asks which, when the password fits both', async () => {
      await expect(logIn.execute({ email, password: PASSWORD, address })).rejects.toMatchObject({
        kind: 'conflict',
        code: 'auth.business-required',
        details: {
          businesses: expect.arrayContaining([
            { businessId: business, name: 'Kopi Uji' },
            { businessId: other, name: 'Toko Uji' },
          ]),
        },
      });
    });

    it('takes the one that is named', async () => {
      const { user } = await logIn.execute({ email, password: PASSWORD, businessId: other, address });
      expect(user.businessId).toBe(other);
    });

    it('takes the one that the password fits', async () => {
      const differs = 'sari@beda.test';
      await staff.hire(business, { email: differs });
      await staff.hire(other, { email: differs, passwordHash: await hashPassword('teh manis') });
      const { user } = await logIn.execute({ email: differs, password: 'teh manis', address });
      expect(user.businessId).toBe(other);
    });
  });
});
