import type { Reply } from './client';
import { databaseFingerprint } from './database-fingerprint';
import type { ServedApp } from './served-app';
import { listenersToRest } from './sound-books';

/** Refusals, and the proof that they write nothing. */
export class Refusals {
  private constructor(
    private readonly app: ServedApp,
    private before: Record<string, string>,
  ) {}

  /** From the state of the database once everything has followed from what was done so far. */
  static async from(app: ServedApp): Promise<Refusals> {
    await listenersToRest(app.database.ownerUrl);
    return new Refusals(app, await databaseFingerprint(app.owner));
  }

  /** Returns the problem. */
  async expect(reply: Promise<Reply>, status: number, code: string): Promise<any> {
    const { status: given, body, text } = await reply;
    expect([given, body?.code, text]).toEqual([status, code, expect.anything()]);
    await this.expectNothingWritten();
    return body;
  }

  async expectNothingWritten(): Promise<void> {
    const expected = this.before;
    this.before = await databaseFingerprint(this.app.owner); // only the one that wrote fails, not all that follow
    expect(this.before).toEqual(expected);
  }
}
