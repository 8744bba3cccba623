import type { INestApplicationContext } from '@nestjs/common';
import type { Client } from 'pg';
import { newId } from '../../src/kernel/ids';
import { DevicesQuery } from '../../src/modules/identity/queries/devices.query';
import { CreatePairingCodeUseCase } from '../../src/modules/identity/use-cases/create-pairing-code.use-case';
import { EnrollDeviceUseCase } from '../../src/modules/identity/use-cases/enroll-device.use-case';
import { RevokeDeviceUseCase } from '../../src/modules/identity/use-cases/revoke-device.use-case';
import { Devices } from '../../src/platform/auth/devices';
import { FAILURES_PER_ACCOUNT } from '../../src/platform/auth/attempt-limits';
import { NOW, SalesApp } from '../support/sales-app';
import { Shop } from '../support/shop';
import { fingerprint, rowsOf } from '../support/tenant-tables';

let selling: SalesApp;
let owner: Client;
let app: INestApplicationContext;
let shop: Shop;
let addresses = 0;

beforeAll(async () => {
  selling = await SalesApp.start();
  ({ app, owner } = selling);
  shop = await Shop.open(app, owner);
});

afterEach(() => selling.expectSoundBooks());

afterAll(() => selling?.close());

const pair = (outletId = shop.outletId, as = shop.actor('manager')) =>
  app.get(CreatePairingCodeUseCase).execute(as, { outletId, drawer: 'bar' });

/** From an address of its own, unless one is given. */
const enroll = (code: string, address = `10.0.0.${(addresses += 1)}`) =>
  app.get(EnrollDeviceUseCase).execute({ code, name: 'Kasir depan', address });

const revoke = (deviceId: string, as = shop.actor('manager')) => app.get(RevokeDeviceUseCase).execute(as, { deviceId });

const events = async (type: string, deviceId: string) =>
  (await rowsOf(owner, shop.businessId, 'outbox.events')).filter(
    (event: any) => event.type === type && event.payload.deviceId === deviceId,
  );

describe('A till', () => {
  it('is enrolled by a code, and known by its token from then on', async () => {
    const { code, expiresAt } = await pair();
    expect(expiresAt).toBe(new Date(NOW.getTime() + 15 * 60_000).toISOString());
    const { deviceId, token, ...rest } = await enroll(code.toLowerCase().replace('-', ' '));
    expect(rest).toEqual({
      businessId: shop.businessId,
      outletId: shop.outletId,
      drawer: 'bar',
      name: 'Kasir depan',
    });
    expect(await app.get(Devices).recognise(token)).toEqual({
      ...{ businessId: shop.businessId, deviceId, name: 'Kasir depan', outletId: shop.outletId, drawer: 'bar' },
      ...{ enrolledBy: shop.actor('manager').employeeId, enrolledAt: NOW },
    });
    expect(await events('identity.device-enrolled', deviceId)).toMatchObject([
      { stream_id: shop.outletId, actor: { employeeId: shop.actor('manager').employeeId, role: 'manager' } },
    ]);
  });

  it('leaves neither code nor token in the database', async () => {
    const { code } = await pair();
    const { token } = await enroll(code);
    const kept = JSON.stringify([
      await rowsOf(owner, shop.businessId, 'identity.pairing_codes'),
      await rowsOf(owner, shop.businessId, 'identity.devices'),
      await rowsOf(owner, shop.businessId, 'outbox.events'),
    ]);
    for (const secret of [code, code.replace('-', ''), token.split('.')[2]!]) expect(kept).not.toContain(secret);
  });

  it('is one, however many type the code in at once', async () => {
    const { code } = await pair();
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => enroll(code)));
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const one of tries) {
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ code: 'identity.pairing-code-invalid' });
    }
  });

  it('is shut out at once, and once', async () => {
    const { deviceId, token } = await enroll((await pair()).code);
    expect(await revoke(deviceId)).toMatchObject({ id: deviceId, revokedAt: NOW });
    expect(await app.get(Devices).recognise(token)).toBeNull();
    const before = await fingerprint(owner);
    expect(await revoke(deviceId)).toMatchObject({ id: deviceId, revokedAt: NOW });
    expect(await fingerprint(owner)).toEqual(before);
    expect(await events('identity.device-revoked', deviceId)).toHaveLength(1);
  });

  it('is listed at its outlet, the newest first, a page at a time', async () => {
    const outletId = shop.ids.outlet('UJI2');
    const ids: string[] = [];
    for (let number = 0; number < 3; number++) ids.push((await enroll((await pair(outletId)).code)).deviceId);
    const list = (before: string | null) => app.get(DevicesQuery).list(shop.businessId, outletId, before, 2);
    const newestFirst = ids.toSorted().toReversed();
    expect((await list(null)).map(({ id }) => id)).toEqual(newestFirst.slice(0, 2));
    expect((await list(newestFirst[1]!)).map(({ id }) => id)).toEqual(newestFirst.slice(2));
  });
});

describe('Refused, and nothing is written, is', () => {
  const expectRefused = async (attempt: Promise<unknown>, code: string) => {
    const before = await fingerprint(owner);
    await expect(attempt).rejects.toMatchObject({ name: 'DomainError', code });
    expect(await fingerprint(owner)).toEqual(before);
  };

  it('a code for an outlet where the manager does not work, or that nobody has', async () => {
    await expectRefused(pair(shop.outletId, shop.actor('manager', ['UJI2'])), 'identity.outlet-not-found');
    const outletId = newId();
    await expectRefused(
      pair(outletId, { ...shop.actor('manager'), outletIds: [outletId] }),
      'identity.outlet-not-found',
    );
  });

  it.each(['', 'kopi', 'AAAAA-AAAAA'])('the code "%s"', async (code) => {
    await expectRefused(enroll(code), 'identity.pairing-code-invalid');
  });

  it('a code that was used, and one that is too old', async () => {
    const { code } = await pair();
    await enroll(code);
    await expectRefused(enroll(code), 'identity.pairing-code-invalid');
    const late = await pair();
    await owner.query(
      `update identity.pairing_codes set created_at = $1::timestamptz - interval '1 hour', expires_at = $1 where used_at is null`,
      [NOW],
    );
    await expectRefused(enroll(late.code), 'identity.pairing-code-invalid');
  });

  it('a right code, from where too many wrong ones were typed in', async () => {
    const { code } = await pair();
    for (let guess = 0; guess < FAILURES_PER_ACCOUNT; guess++) {
      await expect(enroll('AAAAA-AAAAA', '10.9.9.9')).rejects.toMatchObject({ code: 'identity.pairing-code-invalid' });
    }
    await expectRefused(enroll(code, '10.9.9.9'), 'auth.too-many-attempts');
    await enroll(code);
  });

  it('the revocation of a device of another outlet, of another business and of nobody', async () => {
    const { deviceId } = await enroll((await pair()).code);
    const twin = await Shop.open(app, owner);
    await expectRefused(revoke(deviceId, shop.actor('manager', ['UJI2'])), 'identity.device-not-found');
    await expectRefused(revoke(deviceId, twin.actor('manager')), 'identity.device-not-found');
    await expectRefused(revoke(newId()), 'identity.device-not-found');
  });

  it('a token that was tampered with', async () => {
    const { token } = await enroll((await pair()).code);
    const [business, device, secret] = token.split('.') as [string, string, string];
    const other = secret.startsWith('A') ? 'B' : 'A';
    const twin = await Shop.open(app, owner);
    for (const forged of [
      `${business}.${device}.${other}${secret.slice(1)}`,
      `${business}.${newId()}.${secret}`,
      `${twin.businessId}.${device}.${secret}`,
      '',
    ]) {
      expect(await app.get(Devices).recognise(forged)).toBeNull();
    }
  });
});
