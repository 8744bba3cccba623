import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Backlog } from './backlog';
import { Delivery } from './delivery';
import { DeliveryRecord } from './delivery-record';
import { Hand } from './hand';
import { ListenerDiscovery } from './listener-discovery';
import { Relay } from './relay';
import { Retries } from './retries';

/** The relay and its listeners; left out of a process that serves requests only. */
@Module({
  imports: [DiscoveryModule],
  providers: [Backlog, Delivery, DeliveryRecord, Hand, ListenerDiscovery, Relay, Retries],
  exports: [Relay],
})
export class EventsModule {}
