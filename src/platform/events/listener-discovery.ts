import { Injectable } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { type EventListener, LISTENER } from './event-listener';

/** The listeners that this process has, whether or not it runs them. */
@Injectable()
export class ListenerDiscovery {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
  ) {}

  find(): EventListener[] {
    return this.discovery
      .getProviders()
      .filter((wrapper) => wrapper.metatype && this.reflector.get(LISTENER, wrapper.metatype))
      .map((wrapper) => wrapper.instance as EventListener);
  }
}
