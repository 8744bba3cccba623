import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/domain-error';

export interface Credentials {
  readonly scheme: 'bearer' | 'device';
  readonly token: string;
}

/** What the request brings in its Authorization header, of the schemes that the route takes. */
export function credentialsOf({ headers }: FastifyRequest, taken: readonly Credentials['scheme'][]): Credentials {
  const [scheme = '', token] = (headers.authorization ?? '').split(' ');
  const known = taken.find((one) => one === scheme.toLowerCase());
  if (known && token) return { scheme: known, token };
  if (taken.includes('bearer')) {
    throw new DomainError('unauthenticated', 'auth.token-missing', 'Send Authorization: Bearer <access token>.');
  }
  throw new DomainError('unauthenticated', 'auth.device-token-missing', 'Send Authorization: Device <device token>.');
}

export const deviceTokenInvalid = () =>
  new DomainError('unauthenticated', 'auth.device-token-invalid', 'The device is not enrolled: pair it again.');
