import { Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Broker } from './broker';
import { Consumers } from './consumers';
import { Intake } from './intake';
import { RabbitMqSender } from './rabbitmq.sender';
import { Topology } from './topology';

/** The bridge to RabbitMQ, and the consumers; in a process that has listeners, where RABBITMQ_URL is set. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    { provide: Topology, inject: [ENVIRONMENT], useFactory: (environment: Environment) => new Topology(environment) },
    Broker,
    RabbitMqSender,
    Intake,
    Consumers,
  ],
})
export class MessagingModule {}
