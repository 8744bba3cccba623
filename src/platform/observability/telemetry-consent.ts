import { Injectable } from '@nestjs/common';
import { RelaySettings } from '../events/relay-settings';

const BUSINESSES_MAX = 10_000;

/** Which businesses are in the histograms and traces (`enable_telemetry`). */
@Injectable()
export class TelemetryConsent {
  /** For as long as a business cannot be asked, which is when its traces are wanted most. */
  private readonly last = new Map<string, boolean>();

  constructor(private readonly settings: RelaySettings) {}

  async isGivenBy(businessId: string): Promise<boolean> {
    try {
      const { enableTelemetry } = await this.settings.for(businessId);
      if (this.last.size >= BUSINESSES_MAX) this.last.clear();
      this.last.set(businessId, enableTelemetry);
      return enableTelemetry;
    } catch {
      return this.last.get(businessId) ?? false;
    }
  }
}
