import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { Watch } from './watch';

/** The rounds; left out of a process that serves requests only. */
@Module({ imports: [DiscoveryModule], providers: [Watch] })
export class SchedulingModule {}
