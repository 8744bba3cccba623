import type { Service } from './service';

/** What this run found or started: jest loads its set-up and its tear-down into one process. */
export const services: Service[] = [];

export async function stopServices(): Promise<void> {
  await Promise.all(services.splice(0).map((service) => service.stop()));
}
