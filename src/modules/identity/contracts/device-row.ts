/** A device as whoever manages it sees it. */
export interface DeviceRow {
  readonly id: string;
  readonly outletId: string;
  readonly drawer: string;
  readonly name: string;
  readonly enrolledAt: Date;
  readonly revokedAt: Date | null;
}
