import { SetMetadata } from '@nestjs/common';
import type { Permission } from '../../kernel/permissions';

export const ROUTE_POLICY = 'tillbook:route-policy';
export const OPEN_TO_DEVICES = 'tillbook:open-to-devices';

/** Who may call a route: anyone, an enrolled device, or whoever's role has the permission. Without one it answers nobody. */
export type RoutePolicy = 'public' | 'device' | Permission;

export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(ROUTE_POLICY, 'public');

export const Requires = (permission: Permission): MethodDecorator & ClassDecorator =>
  SetMetadata(ROUTE_POLICY, permission);

/** For enrolled devices, and for no employee. */
export const ForDevices = (): MethodDecorator & ClassDecorator => SetMetadata(ROUTE_POLICY, 'device');

/** For enrolled devices too, besides those who have the permission. */
export const AlsoForDevices = (): MethodDecorator & ClassDecorator => SetMetadata(OPEN_TO_DEVICES, true);
