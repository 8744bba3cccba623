import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import { BUSINESS_ID } from './spans';
import type { TelemetryConsent } from './telemetry-consent';

const ASKING_MAX = 2_048;

/** Lets through the spans of businesses that want telemetry, and those that are nobody's. */
export class ConsentingSpanProcessor implements SpanProcessor {
  private readonly asking = new Set<Promise<void>>();

  constructor(
    private readonly next: SpanProcessor,
    private readonly consent: Pick<TelemetryConsent, 'isGivenBy'>,
  ) {}

  onStart(): void {}

  onEnd(span: ReadableSpan): void {
    const businessId = span.attributes[BUSINESS_ID];
    if (typeof businessId !== 'string') return this.next.onEnd(span);
    if (this.asking.size >= ASKING_MAX) return;
    const asked = this.passOn(span, businessId).finally(() => this.asking.delete(asked));
    this.asking.add(asked);
  }

  async forceFlush(): Promise<void> {
    await Promise.all(this.asking);
    await this.next.forceFlush();
  }

  async shutdown(): Promise<void> {
    await Promise.all(this.asking);
    await this.next.shutdown();
  }

  private async passOn(span: ReadableSpan, businessId: string): Promise<void> {
    if (await this.consent.isGivenBy(businessId)) this.next.onEnd(span);
  }
}
