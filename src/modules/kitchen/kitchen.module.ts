import { Module } from '@nestjs/common';
import { RealtimeModule } from '../../platform/realtime/realtime.module';
import { KdsGateway } from './gateways/kds.gateway';
import { KdsController } from './http/kds.controller';
import { OrdersController } from './http/orders.controller';
import { CreateOrderOnSaleListener } from './listeners/create-order-on-sale.listener';
import { KitchenOrdersQuery } from './queries/kitchen-orders.query';
import { OrderCreatedProjection } from './realtime/order-created.projection';
import { OrderStatusChangedProjection } from './realtime/order-status-changed.projection';
import { KitchenOrderStore } from './store/kitchen-order.store';
import { ChangeOrderStatusUseCase } from './use-cases/change-order-status.use-case';

@Module({
  imports: [RealtimeModule],
  controllers: [KdsController, OrdersController],
  providers: [
    ChangeOrderStatusUseCase,
    CreateOrderOnSaleListener,
    KdsGateway,
    KitchenOrdersQuery,
    KitchenOrderStore,
    OrderCreatedProjection,
    OrderStatusChangedProjection,
  ],
})
export class KitchenModule {}
