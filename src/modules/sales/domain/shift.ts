/** A shift as its till sees it; money in whole rupiah. */
export interface OpenShift {
  readonly id: string;
  readonly outletId: string;
  readonly drawer: string;
  readonly state: 'open';
  readonly businessDate: string;
  readonly openedBy: string;
  readonly openedAt: string;
  readonly openingCash: number;
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
  readonly closedAt: string;
}
