import { Global, Module } from '@nestjs/common';
import { AttemptLimits } from '../../platform/auth/attempt-limits';
import { Passwords } from '../../platform/auth/passwords';
import { RelaySettings } from '../../platform/events/relay-settings';
import { RedisModule } from '../../platform/redis/redis.module';
import { OutletSettings } from './contracts/outlet-settings';
import { TenantConfigs } from './contracts/tenant-config';
import { AuthController } from './http/auth.controller';
import { OutletsController } from './http/outlets.controller';
import { LoginsQuery } from './queries/logins.query';
import { OutletSettingsQuery } from './queries/outlet-settings.query';
import { OutletsQuery } from './queries/outlets.query';
import { SessionUserQuery } from './queries/session-user.query';
import { TenantConfigsQuery } from './queries/tenant-configs.query';
import { EmployeeStore } from './store/employee.store';
import { SessionStore } from './store/session.store';
import { LogInUseCase } from './use-cases/log-in.use-case';
import { LogOutUseCase } from './use-cases/log-out.use-case';
import { RefreshSessionUseCase } from './use-cases/refresh-session.use-case';

/** Global, because the platform's relay asks for `RelaySettings` and can import no module. */
@Global()
@Module({
  imports: [RedisModule],
  controllers: [AuthController, OutletsController],
  providers: [
    AttemptLimits,
    Passwords,
    LogInUseCase,
    RefreshSessionUseCase,
    LogOutUseCase,
    LoginsQuery,
    OutletsQuery,
    SessionUserQuery,
    EmployeeStore,
    SessionStore,
    { provide: OutletSettings, useClass: OutletSettingsQuery },
    { provide: TenantConfigs, useClass: TenantConfigsQuery },
    { provide: RelaySettings, useExisting: TenantConfigs },
  ],
  exports: [OutletSettings, TenantConfigs, RelaySettings],
})
export class IdentityModule {}
