import { SetMetadata } from '@nestjs/common';
import type { z } from 'zod';
import type { Actor } from '../../kernel/actor';
import type { Permission } from '../../kernel/permissions';

export interface CommandInput {
  /** The client's own: the same id again is the same command, and has the same answer. */
  readonly commandId: string;
}

/** What a client may ask over a socket of a namespace, and is answered by an acknowledgement. */
export interface AcknowledgedCommand<Input extends CommandInput = CommandInput> {
  /** Such as `/kds`. */
  readonly namespace: string;
  /** The name under which clients send it. */
  readonly message: string;
  readonly permission: Permission;
  readonly schema: z.ZodType<Input>;
  /** Of the facts of the acknowledgement, when it is done. */
  readonly answer: z.ZodObject;
  /** Does it once per `commandId`. Returns the facts of the acknowledgement; a refusal is thrown. */
  execute(actor: Actor, input: Input): Promise<object>;
}

export const SOCKET_COMMAND = 'tillbook:socket-command';

/** Marks a provider as an `AcknowledgedCommand`; the feeds find it. */
export const SocketCommand = (): ClassDecorator => SetMetadata(SOCKET_COMMAND, true);
