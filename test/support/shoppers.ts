import { setTimeout as afterMs } from 'node:timers/promises';
import { newId } from '../../src/kernel/ids';
import type { Reply } from './client';
import type { SaleBody, Till } from './till';

/** A sale that a client was told of. */
export interface Acknowledged {
  readonly key: string;
  readonly businessId: string;
  readonly outletId: string;
  readonly sale: SaleBody;
  readonly answer: any;
}

export interface Counter {
  readonly businessId: string;
  readonly till: Till;
  /** What the next shopper buys there. */
  readonly cart: () => SaleBody;
}

interface Habits {
  readonly clients?: number;
  /** Between two sales of a client. */
  readonly pauseMs?: number;
  /** Resolves when there may be a server to ask again; without it a client that does not know gives up. */
  readonly comesBack?: () => Promise<unknown>;
  /** Every so many sales one is asked for again, though it was acknowledged. */
  readonly asksAgainEvery?: number;
}

/**
 * Clients that sell one sale after the other, and write down what was acknowledged. One that hears nothing, or to try
 * again, does not know: it asks again with the same key until it does.
 */
export class Shoppers {
  readonly acknowledged: Acknowledged[] = [];
  /** How often nobody knew. */
  unknown = 0;
  private leaving = false;
  private readonly waiting: { readonly count: number; readonly enough: () => void }[] = [];
  private readonly clients: Promise<void>[];

  constructor(
    counters: readonly Counter[],
    private readonly habits: Habits = {},
  ) {
    this.clients = Array.from({ length: habits.clients ?? 8 }, (_, place) =>
      this.shop(counters[place % counters.length]!),
    );
    for (const client of this.clients) client.catch(() => undefined); // told to whoever waits
  }

  /** Until so many more sales are acknowledged. Throws what a client has met that it should not. */
  async sell(count: number): Promise<void> {
    const wanted = this.acknowledged.length + count;
    const sold = new Promise<void>((enough) => this.waiting.push({ count: wanted, enough }));
    await Promise.race([sold, Promise.all(this.clients)]);
  }

  /** Each ends the sale it is at. Throws what a client has met that it should not. */
  async leave(): Promise<void> {
    this.leaving = true;
    await Promise.all(this.clients);
  }

  private async shop({ till, businessId, cart }: Counter): Promise<void> {
    while (!this.leaving) {
      const key = newId();
      const sale = till.body(cart());
      const ask = () => this.insist(() => till.client.post('/pos/transactions', sale, { key }));
      const reply = await ask();
      if (!reply) return;
      if (reply.status !== 201) throw new Error(`a sale was answered ${reply.status} ${reply.text}`);
      this.writeDown({ key, businessId, outletId: till.outletId, sale, answer: reply.body });
      if (this.acknowledged.length % (this.habits.asksAgainEvery ?? Infinity) === 0) expectSame(await ask(), reply);
      if (this.habits.pauseMs) await afterMs(this.habits.pauseMs);
    }
  }

  private async insist(ask: () => Promise<Reply>): Promise<Reply | null> {
    for (;;) {
      const reply = await ask().catch((error: unknown) => {
        if (isNetworkError(error)) return null;
        throw error;
      });
      if (reply && reply.status !== 503) return reply;
      this.unknown++;
      if (!this.habits.comesBack) return null;
      await this.habits.comesBack();
    }
  }

  private writeDown(acknowledged: Acknowledged): void {
    this.acknowledged.push(acknowledged);
    for (const { count, enough } of this.waiting) if (this.acknowledged.length >= count) enough();
  }
}

function expectSame(again: Reply | null, first: Reply): void {
  if (!again) return;
  const answers = [again, first].map(({ status, text }) => `${status} ${text}`);
  if (answers[0] !== answers[1] || again.headers.get('idempotency-replayed') !== 'true') {
    throw new Error(`a sale was asked for again and answered ${answers[0]}, first ${answers[1]}`);
  }
}

/** What `fetch` says of a connection that was refused or cut. */
export function isNetworkError(error: unknown): boolean {
  const { name, message } = error as Error; // of another realm than the tests', so no `instanceof`
  return name === 'TypeError' && /fetch failed|terminated/.test(message);
}
