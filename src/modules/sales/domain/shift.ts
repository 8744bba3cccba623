/** A shift as its till sees it; money in whole rupiah. */
export interface UncountedShift {
  readonly id: string;
  readonly outletId: string;
  readonly drawer: string;
  readonly state: 'open' | 'ended';
  readonly businessDate: string;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly openingCash: number;
}

export interface EndedShift {
  readonly id: string;
  readonly outletId: string;
  readonly drawer: string;
  readonly state: 'ended';
  readonly businessDate: string;
  readonly endedBy: string;
  readonly endedAt: string;
}

export interface ClosedShift {
  readonly id: string;
  readonly outletId: string;
  readonly drawer: string;
  readonly state: 'closed';
  readonly businessDate: string;
  readonly openingCash: number;
  readonly expectedCash: number;
  readonly countedCash: number;
  readonly over: number;
  readonly short: number;
  /** By value and count; null where nobody said how it was counted. */
  readonly denominations: { value: number; count: number }[] | null;
  /** Counts the closings of the drawer from 1, without a gap. */
  readonly zNumber: number;
  readonly closedAt: string;
}

export function shiftDay({ businessDate }: { readonly businessDate: Date }): string {
  return businessDate.toISOString().slice(0, 10);
}
