import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import { type FeedNamespace, OutletFeeds } from '../../../platform/realtime/outlet-feeds';

/** The screens of whoever sells or counts the money: a feed of what is going on at the outlet. */
@WebSocketGateway({ namespace: '/notifications' })
export class NotificationsGateway implements OnGatewayInit<FeedNamespace> {
  constructor(private readonly feeds: OutletFeeds) {}

  afterInit(namespace: FeedNamespace): void {
    this.feeds.serve(namespace, { permission: 'notification.read' });
  }
}
