const WINDOW_MS = 5 * 60 * 1_000;
const SLOT_MS = 10_000;
const SLOTS = WINDOW_MS / SLOT_MS;

interface Slot {
  readonly number: number;
  failed: number;
  all: number;
}

/** Which share failed of what was done in the last five minutes, give or take ten seconds. */
export class SlidingShare {
  private slots: Slot[] = [];

  constructor(private readonly nowMs: () => number = () => performance.now()) {}

  add(count: number, { failed }: { failed: boolean }): void {
    const slot = this.present();
    slot.all += count;
    if (failed) slot.failed += count;
  }

  /** From 0 to 1; 0 when nothing was done. */
  get share(): number {
    const first = this.slotNumber() - SLOTS;
    this.slots = this.slots.filter(({ number }) => number > first);
    const sum = (of: 'failed' | 'all'): number => this.slots.reduce((total, slot) => total + slot[of], 0);
    return sum('failed') / Math.max(1, sum('all'));
  }

  private present(): Slot {
    const number = this.slotNumber();
    const last = this.slots.at(-1);
    if (last?.number === number) return last;
    const slot = { number, failed: 0, all: 0 };
    this.slots = [...this.slots.slice(-SLOTS), slot];
    return slot;
  }

  private slotNumber(): number {
    return Math.floor(this.nowMs() / SLOT_MS);
  }
}
