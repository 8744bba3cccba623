export interface BrokenInvariant {
  /** Stable, dotted. */
  readonly id: string;
  /** What should hold. */
  readonly name: string;
  /** The first few rows that break it. */
  readonly breaches: readonly unknown[];
}

export interface InvariantsQuestion {
  /** No listener is behind, so that what follows from a sale must be there too. */
  readonly quiet: boolean;
  /** Is told how many of them have been looked at. */
  readonly onProgress?: (done: number, all: number) => void;
}

export abstract class Invariants {
  /** Those that the books of the business break; an empty answer is a sound one. */
  abstract findBroken(businessId: string, question: InvariantsQuestion): Promise<BrokenInvariant[]>;
}
