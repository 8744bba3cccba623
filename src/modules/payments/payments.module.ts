import { Module } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { ENVIRONMENT } from '../../platform/config/config.module';
import { IntentsController } from './http/intents.controller';
import { WebhooksController } from './http/webhooks.controller';
import { GiveBackOnVoidListener } from './listeners/give-back-on-void.listener';
import { HearWebhooksListener } from './listeners/hear-webhooks.listener';
import { configuredProviders } from './providers/configured-providers';
import { CONFIGURED_PROVIDERS, PaymentProviders } from './providers/payment-providers';
import { ProviderCalls } from './providers/provider-calls';
import { IntentsQuery } from './queries/intents.query';
import { PaymentEndedProjection } from './realtime/payment-ended.projection';
import { PaymentPaidProjection } from './realtime/payment-paid.projection';
import { IntentStore } from './store/intent.store';
import { RefundStore } from './store/refund.store';
import { SettlementStore } from './store/settlement.store';
import { WebhookStore } from './store/webhook.store';
import { CallProvidersUseCase } from './use-cases/call-providers.use-case';
import { CancelIntentUseCase } from './use-cases/cancel-intent.use-case';
import { CreateIntentUseCase } from './use-cases/create-intent.use-case';
import { ReceiveWebhookUseCase } from './use-cases/receive-webhook.use-case';

@Module({
  controllers: [IntentsController, WebhooksController],
  providers: [
    CreateIntentUseCase,
    CancelIntentUseCase,
    CallProvidersUseCase,
    ReceiveWebhookUseCase,
    HearWebhooksListener,
    GiveBackOnVoidListener,
    PaymentProviders,
    { provide: CONFIGURED_PROVIDERS, useFactory: configuredProviders, inject: [ENVIRONMENT, Clock] },
    ProviderCalls,
    IntentsQuery,
    IntentStore,
    RefundStore,
    SettlementStore,
    WebhookStore,
    PaymentPaidProjection,
    PaymentEndedProjection,
  ],
})
export class PaymentsModule {}
