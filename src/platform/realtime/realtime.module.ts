import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { OutletFeeds } from './outlet-feeds';
import { Projections } from './projections';
import { RealtimeLimits } from './realtime-limits';
import { StreamReader } from './stream-reader';
import { StreamTails } from './stream-tails';

/** Sockets that follow the log. Its gateways and projections belong to the modules. */
@Module({
  imports: [DiscoveryModule],
  providers: [OutletFeeds, Projections, RealtimeLimits, StreamReader, StreamTails],
  exports: [OutletFeeds],
})
export class RealtimeModule {}
