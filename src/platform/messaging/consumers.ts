import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import type { ChannelModel } from 'amqplib';
import { ENVIRONMENT } from '../config/config.module';
import type { Environment } from '../config/environment';
import { Metrics } from '../observability/metrics';
import { BrokerConnection } from './broker-connection';
import { Consumption } from './consumption';
import { Intake } from './intake';
import { CONSUMER, type MessageConsumer } from './message-consumer';
import { Topology } from './topology';

/** Runs the consumers of this process, on a connection of their own: one that only takes is never blocked. */
@Injectable()
export class Consumers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly connection: BrokerConnection;
  private consumptions: readonly Consumption[] = [];

  constructor(
    @Inject(ENVIRONMENT) environment: Environment,
    metrics: Metrics,
    private readonly topology: Topology,
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly intake: Intake,
  ) {
    this.connection = new BrokerConnection(environment, topology, metrics, {
      purpose: 'consumers',
      begin: (model) => this.begin(model),
      end: () => undefined,
    });
  }

  async onApplicationBootstrap(): Promise<void> {
    this.consumptions = this.findConsumers().map(
      (consumer) => new Consumption(consumer, this.topology.queue(consumer.queue, consumer.bindings), this.intake),
    );
    if (this.consumptions.length > 0) await this.connection.open();
  }

  /** Before the pool closes: what is in hand commits and is acknowledged, and nothing new begins. */
  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.consumptions.map((consumption) => consumption.stop()));
    await this.connection.close();
  }

  private async begin(model: ChannelModel): Promise<void> {
    for (const consumption of this.consumptions) await consumption.begin(model);
  }

  private findConsumers(): MessageConsumer[] {
    return this.discovery
      .getProviders()
      .filter((wrapper) => wrapper.metatype && this.reflector.get(CONSUMER, wrapper.metatype))
      .map((wrapper) => wrapper.instance as MessageConsumer);
  }
}
