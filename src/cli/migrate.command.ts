import { Command, CommandRunner } from 'nest-commander';
import { readEnvironment } from '../platform/config/environment';
import { migrate } from '../platform/database/migrations';

@Command({
  name: 'migrate',
  description: 'Brings the database to the present schema (DATABASE_OWNER_URL or DATABASE_URL)',
})
export class MigrateCommand extends CommandRunner {
  async run(): Promise<void> {
    const { DATABASE_OWNER_URL, DATABASE_URL } = readEnvironment();
    const url = DATABASE_OWNER_URL ?? DATABASE_URL;
    if (!url) throw new Error('Set DATABASE_OWNER_URL or DATABASE_URL.');
    const applied = await migrate(url, { createDatabase: true, log: (line) => console.error(line) });
    console.log(applied.length === 0 ? 'The database is up to date.' : `Applied ${applied.length} migrations.`);
  }
}
