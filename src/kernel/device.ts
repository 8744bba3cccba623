/** A till that was enrolled, as its token proves it. It acts for nobody: each thing it tells names who was at the till. */
export interface Device {
  readonly businessId: string;
  readonly deviceId: string;
  readonly name: string;
  readonly outletId: string;
  /** The cash box that it stands on. */
  readonly drawer: string;
  /** The employee who made its pairing code. */
  readonly enrolledBy: string;
  readonly enrolledAt: Date;
  /** Ties log lines, events and messages of one request together. */
  readonly correlationId: string;
}
