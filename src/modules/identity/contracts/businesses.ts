/** A business as whoever runs the platform knows it. */
export interface BusinessSummary {
  readonly businessId: string;
  readonly name: string;
  /** All of its outlets, by code. */
  readonly outlets: readonly { readonly id: string; readonly code: string }[];
}

export abstract class Businesses {
  /** The ids of all there are, in their order: for whoever runs the platform, and for nobody else. */
  abstract idsAfter(businessId: string | null, atMost: number): Promise<string[]>;

  /** Null when there is no such business. */
  abstract find(businessId: string): Promise<BusinessSummary | null>;
}
