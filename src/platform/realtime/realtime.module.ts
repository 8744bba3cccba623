import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { FeedAdmission } from './feed-admission';
import { OutletFeeds } from './outlet-feeds';
import { Projections } from './projections';
import { RealtimeLimits } from './realtime-limits';
import { SocketCommands } from './socket-commands';
import { StreamReader } from './stream-reader';
import { StreamTails } from './stream-tails';

/** Sockets that follow the log. Its gateways, projections and commands belong to the modules. */
@Module({
  imports: [DiscoveryModule],
  providers: [FeedAdmission, OutletFeeds, Projections, RealtimeLimits, SocketCommands, StreamReader, StreamTails],
  exports: [OutletFeeds],
})
export class RealtimeModule {}
