import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { type CliOutcome, CliSession } from './cli-process';
import { ServedApp } from './served-app';
import { Till } from './till';

const { businessId, outlets, products, customers } = KOPI_SENJA;

/** The codes that a scheduler reads. */
export const [FINE, ERROR, FOUND] = [0, 1, 2];

/** An application that serves and has sold, and an operator at the command line beside it. */
export class OperatedApp {
  private constructor(
    readonly app: ServedApp,
    private readonly terminal: CliSession,
  ) {}

  static async start(): Promise<OperatedApp> {
    const app = await ServedApp.start();
    const owner = await app.logIn('owner@kopisenja.test');
    const till = await Till.open(owner, { outletId: outlets.jkt1 });
    const sale = { items: [{ productId: products.kopiSusu, quantity: '1' }], customerId: customers.silver };
    for (let sold = 0; sold < 3; sold++) expect((await till.sell(sale)).status).toBe(201);
    await app.expectSoundBooks();
    return new OperatedApp(app, CliSession.begin({ DATABASE_URL: app.database.ownerUrl }));
  }

  cli(...args: string[]): Promise<CliOutcome> {
    return this.terminal.run(args);
  }

  /** What a script reads: the one document on stdout, and what it says of the café. */
  async read(...args: string[]): Promise<{ code: number | null; document: any; ofCafe: any }> {
    const { code, stdout, stderr } = await this.cli(...args, '--json');
    expect(stderr).toBe('');
    const document = JSON.parse(stdout);
    return { code, document, ofCafe: document.businesses.find((one: any) => one.businessId === businessId) };
  }

  /** Past what the app may do, and what triggers refuse. */
  async forge(sql: string): Promise<void> {
    await this.app.owner.query(`set session_replication_role = replica; ${sql}; reset session_replication_role`);
  }

  async stop(): Promise<void> {
    await this.terminal.end();
    await this.app.expectSoundBooks();
    await this.app.stop();
  }
}
