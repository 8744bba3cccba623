import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { type Actor, requirePermission } from '../../kernel/actor';
import type { Device } from '../../kernel/device';
import { invariant } from '../../kernel/invariant';
import type { Permission } from '../../kernel/permissions';
import { RequestLimits } from '../http/request-limits';
import { addToLogContext } from '../observability/log-context';
import { AccessTokens } from './access-tokens';
import { credentialsOf, deviceTokenInvalid } from './credentials';
import { Devices } from './devices';
import { OPEN_TO_DEVICES, ROUTE_POLICY, type RoutePolicy } from './route-policy';

export interface AuthenticatedRequest extends FastifyRequest {
  actor?: Actor;
  device?: Device;
  sessionId?: string;
}

/** Every route's guard: the actor, or the device, comes from the token and from nowhere else. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly tokens: AccessTokens,
    private readonly devices: Devices,
    private readonly limits: RequestLimits,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (context.getType() !== 'http') return true; // sockets authenticate at their handshake
    const targets = [context.getHandler(), context.getClass()];
    const policy = this.reflector.getAllAndOverride<RoutePolicy | undefined>(ROUTE_POLICY, targets);
    if (policy === 'public') return true;
    invariant(policy, `${context.getClass().name}.${context.getHandler().name} has no route policy`);

    const request = context.switchToHttp().getRequest<AuthenticatedRequest>();
    const openToDevices = this.reflector.getAllAndOverride<boolean | undefined>(OPEN_TO_DEVICES, targets);
    const { scheme, token } = credentialsOf(
      request,
      policy === 'device' ? ['device'] : openToDevices ? ['bearer', 'device'] : ['bearer'],
    );
    if (scheme === 'device') await this.admitDevice(request, token);
    else await this.admitEmployee(request, token);
    const { businessId } = (request.device ?? request.actor)!;
    await this.limits.spend(businessId, context.switchToHttp().getResponse());
    if (request.actor) requirePermission(request.actor, policy as Permission);
    return true;
  }

  private async admitEmployee(request: AuthenticatedRequest, token: string): Promise<void> {
    const { claims } = await this.tokens.verify(token);
    const { sessionId, ...who } = claims;
    request.actor = { ...who, correlationId: request.id };
    request.sessionId = sessionId;
    const { businessId, employeeId, outletId } = request.actor;
    addToLogContext({ businessId, employeeId, outletId: outletAskedFor(request) ?? outletId ?? undefined });
  }

  private async admitDevice(request: AuthenticatedRequest, token: string): Promise<void> {
    const device = await this.devices.recognise(token);
    if (!device) throw deviceTokenInvalid();
    request.device = { ...device, correlationId: request.id };
    addToLogContext({ businessId: device.businessId, outletId: device.outletId });
  }
}

/** For the log; that the actor works there is decided elsewhere. */
function outletAskedFor({ actor, body, query }: AuthenticatedRequest): string | undefined {
  const asksFor = (part: unknown, id: string): boolean => (part as { outletId?: unknown } | null)?.outletId === id;
  return actor?.outletIds.find((id) => asksFor(query, id) || asksFor(body, id));
}
