import type { INestApplicationContext } from '@nestjs/common';
import type { Actor } from '../../src/kernel/actor';
import { LogInUseCase } from '../../src/modules/identity/use-cases/log-in.use-case';
import { LogOutUseCase } from '../../src/modules/identity/use-cases/log-out.use-case';
import { RefreshSessionUseCase } from '../../src/modules/identity/use-cases/refresh-session.use-case';
import { AccessTokens } from '../../src/platform/auth/access-tokens';
import { startIdentity } from '../support/identity-app';
import { type Hired, PASSWORD, Staff } from '../support/staff';
import { createTestDatabase, type TestDatabase } from '../support/test-database';

describe('logging out', () => {
  let database: TestDatabase;
  let staff: Staff;
  let app: INestApplicationContext;
  let sari: Hired;

  beforeAll(async () => {
    database = await createTestDatabase();
    staff = await Staff.connect(database.ownerUrl);
    app = await startIdentity(database.ownerUrl);
    sari = await staff.hire(await staff.openBusiness());
  });

  afterAll(async () => {
    await app?.close();
    await staff?.close();
  });

  async function logIn() {
    const signedIn = await app
      .get(LogInUseCase)
      .execute({ email: sari.email, password: PASSWORD, address: '203.0.113.7' });
    const { claims } = await app.get(AccessTokens).verify(signedIn.accessToken);
    const { sessionId, ...who } = claims;
    const actor: Actor = { ...who, correlationId: 'log-out.spec' };
    return { actor, sessionId, refreshToken: signedIn.refreshToken };
  }

  const refresh = (refreshToken: string) => app.get(RefreshSessionUseCase).execute({ refreshToken });
  const ended = { kind: 'unauthenticated', code: 'auth.refresh-token-invalid' };

  it('ends the session, and no other', async () => {
    const till = await logIn();
    const office = await logIn();
    const { refreshToken } = await refresh(till.refreshToken);

    await app.get(LogOutUseCase).execute(till.actor, till);
    await expect(refresh(refreshToken)).rejects.toMatchObject(ended);
    await expect(refresh(office.refreshToken)).resolves.toMatchObject({ expiresIn: 900 });
  });

  it('can be done twice', async () => {
    const till = await logIn();
    await app.get(LogOutUseCase).execute(till.actor, till);
    await expect(app.get(LogOutUseCase).execute(till.actor, till)).resolves.toBeUndefined();
  });

  it('leaves no token alive when a refresh meets it', async () => {
    const till = await logIn();
    await Promise.allSettled([refresh(till.refreshToken), app.get(LogOutUseCase).execute(till.actor, till)]);
    await expect(refresh(till.refreshToken)).rejects.toMatchObject(ended);
    const { rows } = await staff.database.query(
      'select from identity.refresh_tokens where family_id = $1 and revoked_at is null',
      [till.sessionId],
    );
    expect(rows).toEqual([]);
  });
});
