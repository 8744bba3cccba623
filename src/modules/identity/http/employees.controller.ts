import { Body, Controller, Ip, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Actor } from '../../../kernel/actor';
import { CurrentActor } from '../../../platform/auth/current-actor';
import { Requires } from '../../../platform/auth/route-policy';
import { Documents } from '../../../platform/http/documentation';
import { idSchema } from '../../../platform/http/schemas';
import { SetPinUseCase } from '../use-cases/set-pin.use-case';
import { type SetPinInput, setPinSchema } from './approval.schema';

@ApiTags('identity')
@Controller('employees')
export class EmployeesController {
  constructor(private readonly setPin: SetPinUseCase) {}

  @Put(':id/pin')
  @Requires('session.own')
  @Documents({
    summary: 'Sets the PIN of an employee: your own by your password, that of others by your rank',
    status: 204,
    refuses: [404, 409],
  })
  async set(
    @CurrentActor() actor: Actor,
    @Param('id', { schema: idSchema }) employeeId: string,
    @Body({ schema: setPinSchema }) body: SetPinInput,
    @Ip() address: string,
  ): Promise<void> {
    await this.setPin.execute(actor, { ...body, employeeId, address });
  }
}
