import { Body, Controller, Get, Param, Put, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { moneyToJson } from '../../../kernel/money';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { entityTag, ExpectedVersion } from '../../../platform/http/entity-tag';
import { idSchema } from '../../../platform/http/schemas';
import { DrawerLimitsQuery } from '../queries/drawer-limits.query';
import { ChangeDrawerLimitUseCase } from '../use-cases/change-drawer-limit.use-case';
import {
  type ChangeDrawerLimitInput,
  changeDrawerLimitSchema,
  drawerLimitSchema,
  type DrawerLimitView,
} from './drawer-limit.schema';

interface Reply {
  header(name: string, value: string): unknown;
}

@ApiTags('shifts')
@Controller('outlets')
export class DrawerLimitsController {
  constructor(
    private readonly limits: DrawerLimitsQuery,
    private readonly changeDrawerLimit: ChangeDrawerLimitUseCase,
  ) {}

  @Get(':id/drawer-limit')
  @Requires('shift.read')
  @Documents({ summary: 'Shows what is moved without an approval', response: drawerLimitSchema, refuses: [404] })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) outletId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DrawerLimitView> {
    requireWorkplace(actor, outletId);
    return shown(await this.limits.present(actor, outletId), reply);
  }

  @Put(':id/drawer-limit')
  @Requires('drawer.configure')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag that the change was decided on; 412 when it is no longer the present one.',
  })
  @Documents({ summary: 'Says what is moved without an approval', response: drawerLimitSchema, refuses: [404, 412] })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) outletId: string,
    @Body({ schema: changeDrawerLimitSchema }) { unapprovedMax }: ChangeDrawerLimitInput,
    @ExpectedVersion() expectedVersion: number | null,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<DrawerLimitView> {
    const command = { outletId, unapprovedMax: BigInt(unapprovedMax), expectedVersion };
    return shown(await this.changeDrawerLimit.execute(actor, command), reply);
  }
}

function shown({ unapprovedMax, version }: { unapprovedMax: bigint; version: number }, reply: Reply): DrawerLimitView {
  reply.header('ETag', entityTag(version));
  return { unapprovedMax: moneyToJson(unapprovedMax), version };
}
