import { Controller, Headers, Ip, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { newId } from '../../../kernel/ids';
import { Public } from '../../../platform/auth/route-policy';
import { VisitorLimits } from '../../../platform/auth/visitor-limits';
import { Documents } from '../../../platform/http/documentation';
import { RawBody } from '../../../platform/http/raw-body';
import { idSchema } from '../../../platform/http/schemas';
import { ReceiveWebhookUseCase } from '../use-cases/receive-webhook.use-case';
import { providerNameSchema, type ReceivedWebhook, receivedWebhookSchema } from './webhook.schema';

@ApiTags('payments')
@Controller('webhooks/payments')
export class WebhooksController {
  constructor(
    private readonly receiveWebhook: ReceiveWebhookUseCase,
    private readonly limits: VisitorLimits,
  ) {}

  /** A provider may tell as much as it likes; whoever is refused is soon refused at once. */
  @Post(':provider/:businessId')
  @Public()
  @Documents({
    summary: 'Takes what a payment provider tells and has signed',
    status: 202,
    response: receivedWebhookSchema,
    refuses: [401, 404],
    isPublic: true,
  })
  async receive(
    @Param('provider', { schema: providerNameSchema }) provider: string,
    @Param('businessId', { schema: idSchema }) businessId: string,
    @Headers() headers: Record<string, string | string[] | undefined>,
    @RawBody() body: Buffer,
    @Ip() address: string,
  ): Promise<ReceivedWebhook> {
    const command = { provider, businessId, headers, body, correlationId: `webhook:${newId()}` };
    await this.receiveWebhook.execute(command).catch(async (refusal: unknown) => {
      await this.limits.spend(address);
      throw refusal;
    });
    return { received: true };
  }
}
