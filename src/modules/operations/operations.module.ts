import { Module } from '@nestjs/common';
import { TerminusModule } from '@nestjs/terminus';
import { HealthController } from './http/health.controller';
import { InvariantsController } from './http/invariants.controller';
import { BrokenInvariantsQuery } from './queries/broken-invariants.query';
import { DatabaseHealthQuery } from './queries/database-health.query';

@Module({
  imports: [TerminusModule],
  controllers: [HealthController, InvariantsController],
  providers: [BrokenInvariantsQuery, DatabaseHealthQuery],
})
export class OperationsModule {}
