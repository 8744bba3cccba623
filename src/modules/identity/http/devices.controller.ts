import { Body, Controller, Get, Header, Ip, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Public, Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { type Page, toPage } from '../../../platform/http/paging';
import { idSchema } from '../../../platform/http/schemas';
import type { DeviceRow } from '../contracts/device-row';
import { DevicesQuery } from '../queries/devices.query';
import { CreatePairingCodeUseCase } from '../use-cases/create-pairing-code.use-case';
import { EnrollDeviceUseCase } from '../use-cases/enroll-device.use-case';
import { RevokeDeviceUseCase } from '../use-cases/revoke-device.use-case';
import { idOfCursor } from './device-position';
import {
  type CreatePairingCodeInput,
  createPairingCodeSchema,
  type DeviceFilterInput,
  deviceFilterSchema,
  devicePageSchema,
  deviceSchema,
  type DeviceView,
  enrolledDeviceSchema,
  type EnrollDeviceInput,
  enrollDeviceSchema,
  pairingCodeSchema,
} from './device.schema';

@ApiTags('devices')
@Controller('devices')
export class DevicesController {
  constructor(
    private readonly createPairingCode: CreatePairingCodeUseCase,
    private readonly enrollDevice: EnrollDeviceUseCase,
    private readonly revokeDevice: RevokeDeviceUseCase,
    private readonly devices: DevicesQuery,
  ) {}

  @Post('pairing-codes')
  @Requires('device.manage')
  @Header('Cache-Control', 'no-store')
  @Documents({
    summary: 'Makes a code that enrolls one till',
    status: 201,
    response: pairingCodeSchema,
    refuses: [404],
  })
  pair(@CurrentActor() actor: Actor, @Body({ schema: createPairingCodeSchema }) body: CreatePairingCodeInput) {
    return this.createPairingCode.execute(actor, body);
  }

  @Post('enroll')
  @Public()
  @Header('Cache-Control', 'no-store')
  @Documents({
    summary: 'Enrolls the till where a pairing code is typed in',
    status: 201,
    response: enrolledDeviceSchema,
    refuses: [401],
    isPublic: true,
  })
  enroll(@Body({ schema: enrollDeviceSchema }) body: EnrollDeviceInput, @Ip() address: string) {
    return this.enrollDevice.execute({ ...body, address });
  }

  @Get()
  @Requires('device.manage')
  @Documents({ summary: 'Lists the devices of an outlet', response: devicePageSchema, refuses: [404] })
  async list(
    @CurrentActor() actor: Actor,
    @Query({ schema: deviceFilterSchema }) { outletId, cursor, limit }: DeviceFilterInput,
  ): Promise<Page<DeviceView>> {
    requireWorkplace(actor, outletId);
    const rows = await this.devices.list(actor.businessId, outletId, idOfCursor(cursor), limit + 1);
    return toPage(rows.map(toView), limit, ({ id }) => [id]);
  }

  @Post(':id/revoke')
  @Requires('device.manage')
  @Documents({ summary: 'Shuts a device out, at once', response: deviceSchema, refuses: [404] })
  async revoke(@CurrentActor() actor: Actor, @Param('id', { schema: idSchema }) deviceId: string): Promise<DeviceView> {
    return toView(await this.revokeDevice.execute(actor, { deviceId }));
  }
}

function toView({ id, outletId, drawer, name, ...device }: DeviceRow): DeviceView {
  return {
    ...{ id, outletId, drawer, name },
    enrolledAt: device.enrolledAt.toISOString(),
    revokedAt: device.revokedAt?.toISOString() ?? null,
    lastSyncedAt: device.lastSyncedAt?.toISOString() ?? null,
    appliedThrough: Number(device.appliedThrough),
    lastConflictAt: device.lastConflictAt?.toISOString() ?? null,
    lastConflictCode: device.lastConflictCode,
  };
}
