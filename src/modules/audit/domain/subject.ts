/** What an event is about, the closest first: an event of an order names its transaction too. */
const SUBJECTS = [
  'orderId',
  'transactionId',
  'receiptId',
  'shiftId',
  'subjectId',
  'intentId',
  'customerId',
  'promotionId',
  'voucherId',
  'batchId',
  'operationId',
] as const;

export function subjectOf(payload: unknown): string | null {
  const facts = payload as Partial<Record<(typeof SUBJECTS)[number], string>>;
  const subject = SUBJECTS.find((name) => facts[name] !== undefined);
  return subject ? facts[subject]! : null;
}
