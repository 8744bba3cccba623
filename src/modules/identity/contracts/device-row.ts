/** A device as whoever manages it sees it. */
export interface DeviceRow {
  readonly id: string;
  readonly outletId: string;
  readonly drawer: string;
  readonly name: string;
  readonly enrolledAt: Date;
  readonly revokedAt: Date | null;
  /** When it last brought what it did offline. */
  readonly lastSyncedAt: Date | null;
  /** How far that is known here. */
  readonly appliedThrough: bigint;
  /** When it last told what contradicts that. */
  readonly lastConflictAt: Date | null;
  readonly lastConflictCode: string | null;
}
