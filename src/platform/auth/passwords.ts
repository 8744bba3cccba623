import { randomUUID } from 'node:crypto';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, hashRaw, verify } from '@node-rs/argon2';
import { Turnstile } from './turnstile';

/** Argon2id with 19 MiB, two passes and one lane: the OWASP password storage cheat sheet's first choice. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** Each holds one of libuv's four threads, which name look-ups and files need too. */
const AT_ONCE = 2;
const WAITING_MAX = 64;

export function hashPassword(password: string): Promise<string> {
  return hash(password, COST);
}

/** The same secret under the same salt gives the same 32 bytes, so that they can be looked up. */
export function fingerprint(secret: string, salt: Buffer): Promise<Buffer> {
  return hashRaw(secret, { ...COST, salt });
}

/** Tells whose password it is. Costs tens of milliseconds of a core, so only so many at once; never inside a tx. */
@Injectable()
export class Passwords implements OnModuleInit {
  private readonly turnstile = new Turnstile(AT_ONCE, WAITING_MAX);
  private decoy = '';

  async onModuleInit(): Promise<void> {
    this.decoy = await hashPassword(randomUUID());
  }

  /** The owners that the password fits. It takes no less time where there is none to compare with. */
  async ownersOf<Owner extends { readonly passwordHash: string }>(
    password: string,
    owners: readonly Owner[],
  ): Promise<Owner[]> {
    if (owners.length === 0) await this.fits(password, this.decoy);
    const fits = await Promise.all(owners.map(({ passwordHash }) => this.fits(password, passwordHash)));
    return owners.filter((_, index) => fits[index]);
  }

  fingerprintOf(secret: string, salt: Buffer): Promise<Buffer> {
    return this.turnstile.pass(() => fingerprint(secret, salt));
  }

  private fits(password: string, passwordHash: string): Promise<boolean> {
    return this.turnstile.pass(() => verify(passwordHash, password));
  }
}
