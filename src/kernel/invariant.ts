/** A programmer's error: something that no input can cause. Never caught; the request ends with 500. */
export class InvariantError extends Error {
  override readonly name = 'InvariantError';
}

export function invariant(holds: unknown, otherwise: string): asserts holds {
  if (!holds) throw new InvariantError(otherwise);
}
