import { Body, Controller, Get, Patch, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { entityTag, ExpectedVersion } from '../../../platform/http/entity-tag';
import { ChangeTenantConfig, type PresentTenantConfig, TenantConfigs } from '../contracts/tenant-config';
import {
  type ChangeTenantConfigInput,
  changeTenantConfigSchema,
  presentTenantConfigSchema,
  type TenantConfigView,
} from './tenant-config.schema';

interface Reply {
  header(name: string, value: string): unknown;
}

@ApiTags('operations')
@Controller('operations/tenant-config')
export class TenantConfigController {
  constructor(
    private readonly configs: TenantConfigs,
    private readonly changeTenantConfig: ChangeTenantConfig,
  ) {}

  @Get()
  @Requires('operations.read')
  @Documents({ summary: 'Shows how the business is served', response: presentTenantConfigSchema })
  async show(@CurrentActor() actor: Actor, @Res({ passthrough: true }) reply: Reply): Promise<TenantConfigView> {
    return shown(await this.configs.present(actor.businessId), reply);
  }

  @Patch()
  @Requires('operations.configure')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag that the change was decided on; 412 when it is no longer the present one.',
  })
  @Documents({
    summary: 'Changes how the business is served; every process heeds it within five seconds',
    response: presentTenantConfigSchema,
    refuses: [412],
  })
  async change(
    @CurrentActor() actor: Actor,
    @Body({ schema: changeTenantConfigSchema }) changes: ChangeTenantConfigInput,
    @ExpectedVersion() expectedVersion: number | null,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<TenantConfigView> {
    return shown(await this.changeTenantConfig.execute(actor, { changes, expectedVersion }), reply);
  }
}

function shown({ config, version }: PresentTenantConfig, reply: Reply): TenantConfigView {
  reply.header('ETag', entityTag(version));
  return { ...config, version };
}
