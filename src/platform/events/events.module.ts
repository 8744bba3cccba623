import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Delivery } from './delivery';
import { Relay } from './relay';

/** The relay and its listeners; left out of a process that serves requests only. */
@Module({
  imports: [DiscoveryModule],
  providers: [Delivery, Relay],
  exports: [Relay],
})
export class EventsModule {}
