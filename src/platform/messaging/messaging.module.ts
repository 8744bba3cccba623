import { Module } from '@nestjs/common';
import { Broker } from './broker';
import { RabbitMqSender } from './rabbitmq.sender';

/** The bridge to RabbitMQ; in a process that has listeners, where RABBITMQ_URL is set. */
@Module({ providers: [Broker, RabbitMqSender] })
export class MessagingModule {}
