import { Body, Controller, Header, Ip, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { type GivenApproval, GiveApprovalUseCase } from '../use-cases/give-approval.use-case';
import { approvalSchema, type GiveApprovalInput, giveApprovalSchema } from './approval.schema';

@ApiTags('identity')
@Controller('approvals')
export class ApprovalsController {
  constructor(private readonly giveApproval: GiveApprovalUseCase) {}

  @Post()
  @Requires('approval.request')
  @Header('Cache-Control', 'no-store')
  @Documents({
    summary: 'Approves by PIN what the caller may not do alone, once',
    status: 201,
    response: approvalSchema,
    refuses: [404],
  })
  give(
    @CurrentActor() actor: Actor,
    @Body({ schema: giveApprovalSchema }) { outletId = actor.outletId ?? '', ...body }: GiveApprovalInput,
    @Ip() address: string,
  ): Promise<GivenApproval> {
    return this.giveApproval.execute(actor, { ...body, outletId, address });
  }
}
