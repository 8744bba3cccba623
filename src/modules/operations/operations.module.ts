import { Module, type Provider } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { TerminusModule } from '@nestjs/terminus';
import { ListenerDiscovery } from '../../platform/events/listener-discovery';
import { Departure } from '../../platform/http/departure';
import { Invariants } from './contracts/invariants';
import { DiscardEvent, ReplayListener, RetryDead, RetryEvent } from './contracts/outbox-repairs';
import { Failures, ListenerPositions, ListenerStandings, LogVerification } from './contracts/outbox-views';
import { HealthController } from './http/health.controller';
import { InvariantsController } from './http/invariants.controller';
import { OutboxController } from './http/outbox.controller';
import { OutboxRepairsController } from './http/outbox-repairs.controller';
import { BrokenInvariantsQuery } from './queries/broken-invariants.query';
import { DatabaseHealthQuery } from './queries/database-health.query';
import { FailuresQuery } from './queries/failures.query';
import { ListenerPositionsQuery } from './queries/listener-positions.query';
import { ListenerStandingsQuery } from './queries/listener-standings.query';
import { LogVerificationQuery } from './queries/log-verification.query';
import { DiscardEventUseCase } from './use-cases/discard-event.use-case';
import { ReplayListenerUseCase } from './use-cases/replay-listener.use-case';
import { RetryDeadUseCase } from './use-cases/retry-dead.use-case';
import { RetryEventUseCase } from './use-cases/retry-event.use-case';

/** The same for the routes of an owner and for the command line of whoever runs the platform. */
const DESK: Provider[] = [
  { provide: Invariants, useClass: BrokenInvariantsQuery },
  { provide: ListenerStandings, useClass: ListenerStandingsQuery },
  { provide: ListenerPositions, useClass: ListenerPositionsQuery },
  { provide: Failures, useClass: FailuresQuery },
  { provide: LogVerification, useClass: LogVerificationQuery },
  { provide: RetryEvent, useClass: RetryEventUseCase },
  { provide: RetryDead, useClass: RetryDeadUseCase },
  { provide: DiscardEvent, useClass: DiscardEventUseCase },
  { provide: ReplayListener, useClass: ReplayListenerUseCase },
];

@Module({
  imports: [DiscoveryModule, TerminusModule],
  controllers: [HealthController, InvariantsController, OutboxController, OutboxRepairsController],
  providers: [DatabaseHealthQuery, Departure, ListenerDiscovery, ...DESK],
})
export class OperationsModule {}
