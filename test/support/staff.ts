import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import type { Role } from '../../src/kernel/roles';
import { hashPassword } from '../../src/platform/auth/passwords';

export const PASSWORD = 'kopi tubruk tanpa gula';

export interface Hired {
  readonly businessId: string;
  readonly employeeId: string;
  readonly email: string;
}

/** Opens businesses and hires people as the owner of the database, past what any route allows. */
export class Staff {
  private readonly hash = hashPassword(PASSWORD);

  private constructor(readonly database: Client) {}

  static async connect(ownerUrl: string): Promise<Staff> {
    const database = new Client({ connectionString: ownerUrl });
    await database.connect();
    return new Staff(database);
  }

  async openBusiness(name = 'Warung Uji'): Promise<string> {
    const businessId = randomUUID();
    await this.database.query('insert into identity.businesses (business_id, name, legal_name) values ($1, $2, $2)', [
      businessId,
      name,
    ]);
    await this.database.query('insert into outbox.streams (business_id, stream_id) values ($1, $1)', [businessId]);
    return businessId;
  }

  async openOutlet(businessId: string, code: string): Promise<string> {
    const id = randomUUID();
    await this.database.query(
      `insert into identity.outlets (business_id, id, code, name, time_zone) values ($1, $2, $3, $3, 'Asia/Jakarta')`,
      [businessId, id, code],
    );
    return id;
  }

  /** The password is `PASSWORD`, unless the hash of another is given. */
  async hire(
    businessId: string,
    wanted: { email?: string; role?: Role; outletIds?: string[]; passwordHash?: string } = {},
  ): Promise<Hired> {
    const { email = `${randomUUID()}@uji.test`, role = 'cashier', outletIds = [], passwordHash } = wanted;
    const employeeId = randomUUID();
    await this.database.query(
      `insert into identity.employees (business_id, id, email, name, role, password_hash)
       values ($1, $2, $3, 'Sari', $4, $5)`,
      [businessId, employeeId, email, role, passwordHash ?? (await this.hash)],
    );
    await this.assign({ businessId, employeeId }, outletIds);
    return { businessId, employeeId, email };
  }

  async assign(
    { businessId, employeeId }: Pick<Hired, 'businessId' | 'employeeId'>,
    outletIds: string[],
  ): Promise<void> {
    await this.database.query(
      `insert into identity.employee_outlets (business_id, employee_id, outlet_id)
       select $1, $2, unnest($3::uuid[])`,
      [businessId, employeeId, outletIds],
    );
  }

  async dismiss({ businessId, employeeId }: Hired): Promise<void> {
    await this.database.query('update identity.employees set active = false where business_id = $1 and id = $2', [
      businessId,
      employeeId,
    ]);
  }

  close(): Promise<void> {
    return this.database.end();
  }
}
