import { type OnGatewayInit, WebSocketGateway } from '@nestjs/websockets';
import { type FeedNamespace, OutletFeeds } from '../../../platform/realtime/outlet-feeds';

/** The kitchen's screens: a feed of the outlet's orders. */
@WebSocketGateway({ namespace: '/kds' })
export class KdsGateway implements OnGatewayInit<FeedNamespace> {
  constructor(private readonly feeds: OutletFeeds) {}

  afterInit(namespace: FeedNamespace): void {
    this.feeds.serve(namespace, { permission: 'order.read' });
  }
}
