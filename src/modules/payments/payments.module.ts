import { Module } from '@nestjs/common';
import { Clock } from '../../kernel/clock';
import { ENVIRONMENT } from '../../platform/config/config.module';
import { CloseRefund, RefundTasks, RetryRefund } from './contracts/refund-desk';
import { IntentsController } from './http/intents.controller';
import { RefundTasksController } from './http/refund-tasks.controller';
import { WebhooksController } from './http/webhooks.controller';
import { GiveBackListener } from './listeners/give-back.listener';
import { HearWebhooksListener } from './listeners/hear-webhooks.listener';
import { configuredProviders } from './providers/configured-providers';
import { CONFIGURED_PROVIDERS, PaymentProviders } from './providers/payment-providers';
import { ProviderCalls } from './providers/provider-calls';
import { IntentsQuery } from './queries/intents.query';
import { RefundTasksQuery } from './queries/refund-tasks.query';
import { PaymentEndedProjection } from './realtime/payment-ended.projection';
import { PaymentPaidProjection } from './realtime/payment-paid.projection';
import { IntentStore } from './store/intent.store';
import { RefundStore } from './store/refund.store';
import { SettlementStore } from './store/settlement.store';
import { WebhookStore } from './store/webhook.store';
import { CallProvidersUseCase } from './use-cases/call-providers.use-case';
import { CancelIntentUseCase } from './use-cases/cancel-intent.use-case';
import { CloseRefundUseCase } from './use-cases/close-refund.use-case';
import { CreateIntentUseCase } from './use-cases/create-intent.use-case';
import { ReceiveWebhookUseCase } from './use-cases/receive-webhook.use-case';
import { RetryRefundUseCase } from './use-cases/retry-refund.use-case';

@Module({
  controllers: [IntentsController, RefundTasksController, WebhooksController],
  providers: [
    CreateIntentUseCase,
    CancelIntentUseCase,
    CallProvidersUseCase,
    ReceiveWebhookUseCase,
    { provide: RetryRefund, useClass: RetryRefundUseCase },
    { provide: CloseRefund, useClass: CloseRefundUseCase },
    HearWebhooksListener,
    GiveBackListener,
    PaymentProviders,
    { provide: CONFIGURED_PROVIDERS, useFactory: configuredProviders, inject: [ENVIRONMENT, Clock] },
    ProviderCalls,
    IntentsQuery,
    RefundTasksQuery,
    { provide: RefundTasks, useExisting: RefundTasksQuery },
    IntentStore,
    RefundStore,
    SettlementStore,
    WebhookStore,
    PaymentPaidProjection,
    PaymentEndedProjection,
  ],
})
export class PaymentsModule {}
