const NOTED = /^customer_name: (?<name>[^\n]*)(?:\n(?<notes>[^]*))?$/;

/** A walk-in customer's name stands in the first line of the notes. */
export function noteCustomer(name: string | null, notes: string | null): string | null {
  if (name === null || name === '') return notes;
  return notes === null ? `customer_name: ${name}` : `customer_name: ${name}\n${notes}`;
}

export function readCustomerNote(noted: string | null): {
  readonly name: string | null;
  readonly notes: string | null;
} {
  const { name, notes } = NOTED.exec(noted ?? '')?.groups ?? {};
  return name === undefined ? { name: null, notes: noted } : { name, notes: notes ?? null };
}
