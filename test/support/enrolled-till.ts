import type { Client } from './client';

export interface EnrolledTill {
  readonly deviceId: string;
  readonly token: string;
  readonly outletId: string;
}

/** Enrols a till as its manager does, on the drawer `main` unless another is named. */
export async function enrollAt(manager: Client, outletId: string, drawer = 'main'): Promise<EnrolledTill> {
  const pairing = await manager.post('/devices/pairing-codes', { outletId, drawer });
  if (pairing.status !== 201) throw new Error(`no code was made: ${pairing.status} ${pairing.text}`);
  const { status, body, text } = await manager.as(undefined).post('/devices/enroll', {
    code: pairing.body.code,
    name: 'Kasir depan',
  });
  if (status !== 201) throw new Error(`no till was enrolled: ${status} ${text}`);
  return body as EnrolledTill;
}
