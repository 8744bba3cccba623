import type { Device } from '../../kernel/device';

export type EnrolledDevice = Omit<Device, 'correlationId'>;

/** The devices that tokens belong to. Implemented by the module that owns them. */
export abstract class Devices {
  /** Asked at each request, so that a revocation holds at once; null: not one of ours, or revoked. */
  abstract recognise(token: string): Promise<EnrolledDevice | null>;
}
