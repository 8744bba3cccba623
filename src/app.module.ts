import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule } from './modules/audit';
import { CatalogModule } from './modules/catalog';
import { CustomersModule } from './modules/customers';
import { IdentityModule } from './modules/identity';
import { InventoryModule } from './modules/inventory';
import { KitchenModule } from './modules/kitchen';
import { LedgerModule } from './modules/ledger';
import { NotificationsModule } from './modules/notifications';
import { OperationsModule } from './modules/operations';
import { PaymentsModule } from './modules/payments';
import { SalesModule } from './modules/sales';
import { AuthModule } from './platform/auth/auth.module';
import { ConfigModule } from './platform/config/config.module';
import type { Environment } from './platform/config/environment';
import { DatabaseModule } from './platform/database/database.module';
import { EventsModule } from './platform/events/events.module';
import { NudgesModule } from './platform/events/nudges.module';
import { MessagingModule } from './platform/messaging/messaging.module';
import { ObservabilityModule } from './platform/observability/observability.module';
import { RealtimeModule } from './platform/realtime/realtime.module';
import { RedisModule } from './platform/redis/redis.module';
import { SchedulingModule } from './platform/scheduling/scheduling.module';

const MODULES = [
  IdentityModule,
  CatalogModule,
  InventoryModule,
  SalesModule,
  PaymentsModule,
  CustomersModule,
  KitchenModule,
  LedgerModule,
  AuditModule,
  NotificationsModule,
  OperationsModule,
];

const followers = ({ RABBITMQ_URL }: Environment) => [
  EventsModule,
  SchedulingModule,
  ...(RABBITMQ_URL ? [MessagingModule] : []),
];

@Module({})
export class AppModule {
  /** One image, three roles: a process that only serves requests leaves the listeners to the workers. */
  static of(environment: Environment): DynamicModule {
    return {
      module: AppModule,
      imports: [
        ConfigModule.of(environment),
        ObservabilityModule,
        RedisModule,
        DatabaseModule,
        NudgesModule,
        AuthModule,
        RealtimeModule,
        ...(environment.APP_ROLE === 'api' ? [] : followers(environment)),
        ...MODULES,
      ],
    };
  }
}
