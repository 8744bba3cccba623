import { SetMetadata } from '@nestjs/common';
import type { Permission } from '../../kernel/permissions';

export const ROUTE_POLICY = 'tillbook:route-policy';

/** Who may call a route: anyone, or whoever's role has the permission. A route without a policy answers nobody. */
export type RoutePolicy = 'public' | Permission;

export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ROUTE_POLICY, 'public');

export const Requires = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(ROUTE_POLICY, permission);
