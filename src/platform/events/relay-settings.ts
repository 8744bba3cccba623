/** What a tenant says about the delivery of its events (`tenant_config`). Implemented by the module that owns it. */
export abstract class RelaySettings {
  /** How many events a listener takes in one commit. */
  abstract batchSize(businessId: string): Promise<number>;
}
