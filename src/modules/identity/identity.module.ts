import { Global, Module } from '@nestjs/common';
import { AttemptLimits } from '../../platform/auth/attempt-limits';
import { Devices } from '../../platform/auth/devices';
import { Passwords } from '../../platform/auth/passwords';
import { Sessions } from '../../platform/auth/sessions';
import { RelaySettings } from '../../platform/events/relay-settings';
import { RedisModule } from '../../platform/redis/redis.module';
import { Approvals } from './contracts/approvals';
import { Businesses } from './contracts/businesses';
import { OutletSettings } from './contracts/outlet-settings';
import { ChangeTenantConfig, TenantConfigs } from './contracts/tenant-config';
import { ApprovalsController } from './http/approvals.controller';
import { AuthController } from './http/auth.controller';
import { DevicesController } from './http/devices.controller';
import { EmployeesController } from './http/employees.controller';
import { OutletsController } from './http/outlets.controller';
import { TenantConfigController } from './http/tenant-config.controller';
import { BusinessesQuery } from './queries/businesses.query';
import { ColleaguesQuery } from './queries/colleagues.query';
import { DevicesQuery } from './queries/devices.query';
import { LoginsQuery } from './queries/logins.query';
import { OutletSettingsQuery } from './queries/outlet-settings.query';
import { OutletsQuery } from './queries/outlets.query';
import { SessionUserQuery } from './queries/session-user.query';
import { SessionsQuery } from './queries/sessions.query';
import { TenantConfigsQuery } from './queries/tenant-configs.query';
import { ApprovalStore } from './store/approval.store';
import { DeviceStore } from './store/device.store';
import { EmployeeStore } from './store/employee.store';
import { PinStore } from './store/pin.store';
import { SessionStore } from './store/session.store';
import { TenantConfigStore } from './store/tenant-config.store';
import { ChangeTenantConfigUseCase } from './use-cases/change-tenant-config.use-case';
import { CreatePairingCodeUseCase } from './use-cases/create-pairing-code.use-case';
import { EnrollDeviceUseCase } from './use-cases/enroll-device.use-case';
import { GiveApprovalUseCase } from './use-cases/give-approval.use-case';
import { LogInUseCase } from './use-cases/log-in.use-case';
import { LogOutUseCase } from './use-cases/log-out.use-case';
import { RefreshSessionUseCase } from './use-cases/refresh-session.use-case';
import { RevokeDeviceUseCase } from './use-cases/revoke-device.use-case';
import { SetPinUseCase } from './use-cases/set-pin.use-case';

/** Global, because the platform's relay asks for `RelaySettings`, its sockets for `Sessions`, its guard for `Devices`, and can import no module. */
@Global()
@Module({
  imports: [RedisModule],
  controllers: [
    AuthController,
    OutletsController,
    EmployeesController,
    ApprovalsController,
    DevicesController,
    TenantConfigController,
  ],
  providers: [
    AttemptLimits,
    Passwords,
    LogInUseCase,
    RefreshSessionUseCase,
    LogOutUseCase,
    SetPinUseCase,
    GiveApprovalUseCase,
    ColleaguesQuery,
    CreatePairingCodeUseCase,
    EnrollDeviceUseCase,
    RevokeDeviceUseCase,
    LoginsQuery,
    OutletsQuery,
    SessionUserQuery,
    DevicesQuery,
    DeviceStore,
    EmployeeStore,
    SessionStore,
    PinStore,
    TenantConfigStore,
    { provide: Approvals, useExisting: ApprovalStore },
    ApprovalStore,
    { provide: Businesses, useClass: BusinessesQuery },
    { provide: ChangeTenantConfig, useClass: ChangeTenantConfigUseCase },
    { provide: OutletSettings, useClass: OutletSettingsQuery },
    { provide: TenantConfigs, useClass: TenantConfigsQuery },
    { provide: RelaySettings, useExisting: TenantConfigs },
    { provide: Sessions, useClass: SessionsQuery },
    { provide: Devices, useExisting: DevicesQuery },
  ],
  exports: [Approvals, Devices, OutletSettings, TenantConfigs, RelaySettings, Sessions],
})
export class IdentityModule {}
