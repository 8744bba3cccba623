import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { invariant } from '../../kernel/invariant';
import type { AuthenticatedRequest } from './auth.guard';

/** The employee who sent the request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { actor } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  invariant(actor, 'a public route asked for its actor');
  return actor;
});

/** The log-in that the request's token belongs to. */
export const CurrentSession = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { sessionId } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  invariant(sessionId, 'a public route asked for its session');
  return sessionId;
});

/** The enrolled device that sent the request. */
export const CurrentDevice = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { device } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  invariant(device, 'a route that is for others asked for its device');
  return device;
});

/** The business of whoever sent the request, employee or device. */
export const CurrentBusiness = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { actor, device } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  const sender = device ?? actor;
  invariant(sender, 'a public route asked for its business');
  return sender.businessId;
});
