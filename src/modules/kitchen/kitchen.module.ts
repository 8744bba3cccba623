import { Module } from '@nestjs/common';
import { RealtimeModule } from '../../platform/realtime/realtime.module';
import { BumpOrderSocketCommand } from './gateways/bump-order.socket-command';
import { KdsGateway } from './gateways/kds.gateway';
import { RecallOrderSocketCommand } from './gateways/recall-order.socket-command';
import { KdsController } from './http/kds.controller';
import { OrderMovesController } from './http/order-moves.controller';
import { OrdersController } from './http/orders.controller';
import { CreateOrderOnSaleListener } from './listeners/create-order-on-sale.listener';
import { KitchenOrdersQuery } from './queries/kitchen-orders.query';
import { OrderCreatedProjection } from './realtime/order-created.projection';
import { OrderStatusChangedProjection } from './realtime/order-status-changed.projection';
import { KitchenOrderStore } from './store/kitchen-order.store';
import { BumpOrderUseCase } from './use-cases/bump-order.use-case';
import { ChangeOrderStatusUseCase } from './use-cases/change-order-status.use-case';
import { RecallOrderUseCase } from './use-cases/recall-order.use-case';

@Module({
  imports: [RealtimeModule],
  controllers: [KdsController, OrderMovesController, OrdersController],
  providers: [
    BumpOrderSocketCommand,
    BumpOrderUseCase,
    ChangeOrderStatusUseCase,
    CreateOrderOnSaleListener,
    KdsGateway,
    KitchenOrdersQuery,
    KitchenOrderStore,
    OrderCreatedProjection,
    OrderStatusChangedProjection,
    RecallOrderSocketCommand,
    RecallOrderUseCase,
  ],
})
export class KitchenModule {}
