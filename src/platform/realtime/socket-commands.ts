import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, Reflector } from '@nestjs/core';
import { requirePermission } from '../../kernel/actor';
import { DomainError } from '../../kernel/domain-error';
import { invariant } from '../../kernel/invariant';
import { addToLogContext, inLogContext, type LogContext } from '../observability/log-context';
import { inSpan } from '../observability/spans';
import { type AcknowledgedCommand, type CommandInput, SOCKET_COMMAND } from './acknowledged-command';
import { CommandLine } from './command-line';
import type { FeedSocket } from './feed-socket';
import { RealtimeLimits } from './realtime-limits';
import { describeRefusal } from './refusal';

const ISSUES_MAX = 20;

type Acknowledge = (answer: object) => void;

/** The commands of all modules, and how a socket gets them done. */
@Injectable()
export class SocketCommands implements OnModuleInit {
  private readonly log = new Logger(SocketCommands.name);
  private readonly byKey = new Map<string, AcknowledgedCommand>();

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly reflector: Reflector,
    private readonly limits: RealtimeLimits,
  ) {}

  onModuleInit(): void {
    for (const { instance, metatype } of this.discovery.getProviders()) {
      if (metatype && this.reflector.get(SOCKET_COMMAND, metatype)) this.add(instance as AcknowledgedCommand);
    }
  }

  /** Answers whatever the socket sends: `{ok: true, …facts}`, or `{ok: false, code, detail, …facts}`. */
  serve(socket: FeedSocket, reader: { hasRoom(): boolean }): void {
    const line = new CommandLine(this.limits.commandsPerSecond);
    socket.onAny((message: string, ...content: unknown[]) => {
      if (!reader.hasRoom()) return; // who does not read its answers is given no more of them
      const work = () => this.perform(socket, message, content[0]);
      inLogContext(contextOf(socket), () => this.answer(line.run(work), acknowledgementOf(content)));
    });
  }

  private answer(performed: Promise<object>, acknowledge: Acknowledge): void {
    performed
      .then((facts) => ({ ok: true, ...facts }))
      .catch((error: unknown) => ({ ok: false, ...describeRefusal(error, this.log) }))
      .then(acknowledge)
      .catch((error: unknown) => this.log.error(error));
  }

  /** The right is asked for each time: a seat that may look on need not be one that may act. */
  private async perform(socket: FeedSocket, message: string, content: unknown): Promise<object> {
    const command = this.byKey.get(key(socket.nsp.name, message));
    if (!command) throw commandUnknown();
    const { actor } = socket.data.seat;
    requirePermission(actor, command.permission);
    const input = read(command, content);
    addToLogContext({ correlationId: input.commandId });
    return inSpan(`command ${command.message}`, actor.businessId, { 'tillbook.namespace': command.namespace }, () =>
      command.execute({ ...actor, correlationId: input.commandId }, input),
    );
  }

  private add(command: AcknowledgedCommand): void {
    const name = key(command.namespace, command.message);
    invariant(!this.byKey.has(name), `two commands answer to ${name}`);
    this.byKey.set(name, command);
  }
}

function contextOf({ data }: FeedSocket): LogContext {
  const { actor, outletId } = data.seat;
  return { businessId: actor.businessId, employeeId: actor.employeeId, outletId };
}

/** A client that wants no answer is not given one. */
function acknowledgementOf(content: readonly unknown[]): Acknowledge {
  const last = content.at(-1);
  return typeof last === 'function' ? (last as Acknowledge) : () => undefined;
}

function read({ schema }: AcknowledgedCommand, content: unknown): CommandInput {
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues.slice(0, ISSUES_MAX);
  const errors = issues.map(({ path, code, message }) => ({ path: path.join('.'), code, message }));
  throw new DomainError('invalid', 'request.invalid', 'The command does not fit its schema.', { errors });
}

const commandUnknown = () =>
  new DomainError('not-found', 'realtime.command-unknown', 'There is no such command in this namespace.');

function key(namespace: string, message: string): string {
  return `${namespace} ${message}`;
}
