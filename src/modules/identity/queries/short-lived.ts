/** Remembers what a question was answered, for a while and for so many keys; at once it asks only once. */
export class ShortLived<Value> {
  private readonly answers = new Map<string, { value: Promise<Value>; staleAt: number }>();

  constructor(
    private readonly limits: { readonly lifetimeMs: number; readonly keysMax: number },
    private readonly ask: (key: string) => Promise<Value>,
  ) {}

  get(key: string): Promise<Value> {
    const known = this.answers.get(key);
    if (known && known.staleAt > performance.now()) return known.value;

    const value = this.ask(key);
    // An entry that is asked anew moves to the end, so the first is always the oldest.
    this.answers.delete(key);
    this.answers.set(key, { value, staleAt: performance.now() + this.limits.lifetimeMs });
    if (this.answers.size > this.limits.keysMax) this.answers.delete(this.answers.keys().next().value!);
    value.catch(() => this.forget(key, value));
    return value;
  }

  /** A failure is not an answer. */
  private forget(key: string, value: Promise<Value>): void {
    if (this.answers.get(key)?.value === value) this.answers.delete(key);
  }
}
