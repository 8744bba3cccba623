import { Module } from '@nestjs/common';
import { RealtimeModule } from '../../platform/realtime/realtime.module';
import { NotificationsGateway } from './gateways/notifications.gateway';

@Module({
  imports: [RealtimeModule],
  providers: [NotificationsGateway],
})
export class NotificationsModule {}
