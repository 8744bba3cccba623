import { hashPassword } from '../platform/auth/passwords';
import type { BusinessPlan } from './business-plan';
import { createBusiness } from './create-business';
import { pinRows } from './demo-pins';
import { kopiSenja } from './kopi-senja';
import { withAppSession } from './tenant-session';
import { tokoMaju } from './toko-maju';

const BUSINESSES: readonly BusinessPlan[] = [kopiSenja, tokoMaju];

export interface DemoLogIn {
  readonly business: string;
  readonly email: string;
  readonly role: string;
}

/** Who can log in to the demo; all with one password. */
export const DEMO_LOG_INS: readonly DemoLogIn[] = BUSINESSES.flatMap(({ name: business, employees }) =>
  employees.map(({ email, role }) => ({ business, email, role })),
);

export interface DemoOptions {
  readonly password: string;
  readonly log?: (line: string) => void;
}

/** Makes the two demo businesses, each in one commit, where they do not exist. It writes as the app's role does. */
export async function seedDemo(databaseUrl: string, { password, log = () => undefined }: DemoOptions): Promise<void> {
  const passwordHash = await hashPassword(password);
  await withAppSession(databaseUrl, async (session) => {
    for (const plan of BUSINESSES) {
      const pins = await pinRows(plan, password);
      const isNew = await createBusiness(session, plan, { passwordHash, pins, at: new Date() });
      if (isNew) log(`${plan.name} has opened`);
    }
  });
}
