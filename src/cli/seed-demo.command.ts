import { Command, CommandRunner } from 'nest-commander';
import { seedDemo } from '../demo/seed-demo';
import { readEnvironment } from '../platform/config/environment';

@Command({ name: 'seed-demo', description: 'Puts the two demo businesses into the database, once' })
export class SeedDemoCommand extends CommandRunner {
  async run(): Promise<void> {
    const { DATABASE_URL, DEMO_MODE, DEMO_PASSWORD } = readEnvironment();
    if (!DEMO_MODE) throw new Error('The demo log-ins are public: DEMO_MODE is off.');
    if (!DATABASE_URL) throw new Error('Set DATABASE_URL.');
    await seedDemo(DATABASE_URL, { password: DEMO_PASSWORD, log: (line) => console.log(line) });
  }
}
