/**
 * Runs a piece of work whenever it is asked for, one run at a time. What is asked during a run is one more run, however
 * often it was asked. A run that fails is reported, and the next request begins another.
 */
export class OneAtATime {
  private turn: Promise<void> = Promise.resolve();
  private isRunning = false;
  private isWanted = false;
  private isStopped = false;

  constructor(
    private readonly work: () => Promise<void>,
    private readonly onError: (error: unknown) => void,
  ) {}

  request(): void {
    if (this.isStopped) return;
    this.isWanted = true;
    if (!this.isRunning) this.turn = this.run();
  }

  /** Ends when the run under way has ended. */
  async stop(): Promise<void> {
    this.isStopped = true;
    this.isWanted = false;
    await this.turn;
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    try {
      while (this.isWanted) {
        this.isWanted = false;
        await this.work();
      }
    } catch (error) {
      this.onError(error);
    } finally {
      // In the same breath as the last look at `isWanted`, or a request in between would be lost.
      this.isRunning = false;
    }
  }
}
