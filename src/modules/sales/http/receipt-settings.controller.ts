import { Body, Controller, Get, Param, Patch, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import { type Actor, requireWorkplace } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { entityTag, ExpectedVersion } from '../../../platform/http/entity-tag';
import { idSchema } from '../../../platform/http/schemas';
import { type PresentReceiptSettings, ReceiptSettingsQuery } from '../queries/receipt-settings.query';
import { ChangeReceiptSettingsUseCase } from '../use-cases/change-receipt-settings.use-case';
import {
  type ChangeReceiptSettingsInput,
  changeReceiptSettingsSchema,
  receiptSettingsSchema,
  type ReceiptSettingsView,
} from './receipt.schema';

interface Reply {
  header(name: string, value: string): unknown;
}

@ApiTags('receipts')
@Controller('outlets/:id/receipt-settings')
export class ReceiptSettingsController {
  constructor(
    private readonly settings: ReceiptSettingsQuery,
    private readonly changeSettings: ChangeReceiptSettingsUseCase,
  ) {}

  @Get()
  @Requires('receipt.configure')
  @Documents({ summary: 'Shows what the receipts of an outlet say', response: receiptSettingsSchema, refuses: [404] })
  async show(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) outletId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReceiptSettingsView> {
    requireWorkplace(actor, outletId);
    return shown(outletId, await this.settings.present(actor.businessId, outletId), reply);
  }

  @Patch()
  @Requires('receipt.configure')
  @ApiHeader({
    name: 'If-Match',
    required: false,
    description: 'The ETag that the change was decided on; 412 when it is no longer the present one.',
  })
  @Documents({
    summary: 'Changes what the receipts of an outlet say from the next sale on',
    response: receiptSettingsSchema,
    refuses: [404, 412],
  })
  async change(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) outletId: string,
    @Body({ schema: changeReceiptSettingsSchema }) changes: ChangeReceiptSettingsInput,
    @ExpectedVersion() expectedVersion: number | null,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<ReceiptSettingsView> {
    return shown(outletId, await this.changeSettings.execute(actor, { outletId, changes, expectedVersion }), reply);
  }
}

function shown(outletId: string, settings: PresentReceiptSettings, reply: Reply): ReceiptSettingsView {
  reply.header('ETag', entityTag(settings.version));
  return { outletId, ...settings };
}
