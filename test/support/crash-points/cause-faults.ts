import 'reflect-metadata';
import { setTimeout as afterMs } from 'node:timers/promises';
import type { RecordedEvent } from '../../../src/kernel/domain-event';
import { TRANSACTION_CREATED } from '../../../src/modules/sales/contracts/sales.events';
import { Database } from '../../../src/platform/database/database';
import type { Tx } from '../../../src/platform/database/tx';
import { EventBus } from '../../../src/platform/events/event-bus';
import { type EventListener, LISTENER } from '../../../src/platform/events/event-listener';
import { SandboxProvider } from '../../../src/modules/payments/providers/sandbox.provider';
import { Broker } from '../../../src/platform/messaging/broker';
import type { Fault, Point } from './faults';

// node --require this: the product's classes, before the product uses them, get points at which they fail.

const SLEEP_MS = 2_000;

const faults = JSON.parse(process.env.TEST_FAULTS!) as Fault[];
const visits = new Map<Fault, number>();

type Events = readonly Pick<RecordedEvent, 'payload'>[];

async function comeTo(point: Point, events: Events = []): Promise<void> {
  for (const fault of faults.filter((one) => one.at === point && concerns(one, events))) {
    const visit = (visits.get(fault) ?? 0) + 1;
    visits.set(fault, visit);
    if (visit === (fault.nth ?? visit)) await fail(fault, events.length);
  }
}

function concerns({ events: least = 0, notes }: Fault, events: Events): boolean {
  if (events.length < least) return false;
  return notes === undefined || events.some(({ payload }) => (payload as { notes?: string }).notes === notes);
}

async function fail({ at, does }: Fault, events: number): Promise<void> {
  if (does === 'throw') throw new Error(`a fault of the test ${at}`);
  if (does === 'sleep') await afterMs(SLEEP_MS * events);
  if (does === 'stop') process.kill(process.pid, 'SIGSTOP');
  if (does !== 'die') return;
  process.kill(process.pid, 'SIGKILL');
  for (;;);
}

/** What a listener has taken in a commit. */
const batches = new WeakMap<Tx, Events>();

function wrapListener(prototype: EventListener): void {
  const { handle } = prototype;
  prototype.handle = async function (this: EventListener, tx, events) {
    batches.set(tx, events);
    await comeTo(`before ${this.name}` as Point, events);
    await handle.call(this, tx, events);
    await comeTo(`after ${this.name}` as Point, events);
  };
}

// A listener is found by its mark, as the relay finds it.
const { defineMetadata } = Reflect;
Reflect.defineMetadata = (key: unknown, value: unknown, target: object, ...property: []) => {
  defineMetadata(key, value, target, ...property);
  if (key === LISTENER) wrapListener((target as { prototype: EventListener }).prototype);
};

const { announce } = EventBus.prototype;
EventBus.prototype.announce = function (advanced) {
  if (advanced.types.includes(TRANSACTION_CREATED)) void comeTo('before the nudge');
  announce.call(this, advanced);
};

const { change } = Database.prototype;
Database.prototype.change = async function <Result>(
  this: Database,
  context: Parameters<typeof change>[0],
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> {
  let events: Events | undefined;
  const result = await change.call(this, context, async (tx) => {
    const made = await work(tx);
    events = batches.get(tx);
    if (events) await comeTo('before the commit of a batch', events);
    return made;
  });
  if (events) await comeTo('after the commit of a batch', events);
  return result as Result;
};

const { publish } = Broker.prototype;
Broker.prototype.publish = async function (...messages) {
  await publish.apply(this, messages);
  await comeTo('after a publish');
};

const { create, refund } = SandboxProvider.prototype;
SandboxProvider.prototype.create = async function (payment) {
  const news = await create.call(this, payment);
  process.stdout.write(`the provider asks for ${payment.id}\n`);
  await comeTo('after a payment is asked for');
  return news;
};
SandboxProvider.prototype.refund = async function (payment, owed) {
  const made = await refund.call(this, payment, owed);
  process.stdout.write(`the provider gives back ${owed.id}\n`);
  await comeTo('after money is given back');
  return made;
};
