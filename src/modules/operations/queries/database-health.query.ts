import { Injectable } from '@nestjs/common';
import { Database } from '../../../platform/database/database';

@Injectable()
export class DatabaseHealthQuery {
  constructor(private readonly database: Database) {}

  async probe(): Promise<void> {
    await this.database.ask('now', []);
  }
}
