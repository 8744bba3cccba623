import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Actor, actorCan } from '../../kernel/actor';
import { DomainError } from '../../kernel/domain-error';
import { invariant } from '../../kernel/invariant';
import { RequestLimits } from '../http/request-limits';
import { AccessTokens } from './access-tokens';
import { ROUTE_POLICY, type RoutePolicy } from './route-policy';

export interface AuthenticatedRequest extends FastifyRequest {
  actor?: Actor;
  sessionId?: string;
}

/** Every route's guard: the actor comes from the token and from nowhere else. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: AccessTokens,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // sockets authenticate at their handshake
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(ROUTE_POLICY, [
      context.getHandler(),
      context.getClass(),
    ]);
    if (policy === 'public') return true;
    invariant(policy, `${context.getClass().name}.${context.getHandler().name} has no route policy`);

    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const { claims } = await this.tokens.verify(bearerToken(request));
    const { sessionId, ...who } = claims;
    request.actor = { ...who, correlationId: request.id };
    request.sessionId = sessionId;
    await this.limits.spend(request.actor.businessId, context.switchToHttp().getResponse());
    if (!actorCan(request.actor, policy)) {
      throw new DomainError('forbidden', 'auth.permission-missing', `This needs the permission ${policy}.`, {
        permission: policy,
      });
    }
    return true;
  }
}

function bearerToken(request: FastifyRequest): string {
  const [scheme, token] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || !token) {
    throw new DomainError('unauthenticated', 'auth.token-missing', 'Send Authorization: Bearer <access token>.');
  }
  return token;
}
