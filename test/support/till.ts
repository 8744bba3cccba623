import type { Client, Reply, Sending } from './client';

export interface SaleItem {
  readonly productId: string;
  readonly variantId?: string | null;
  readonly quantity: string;
  readonly modifiers?: readonly { readonly modifierId: string; readonly quantity?: number }[];
  readonly [fact: string]: unknown;
}

export interface SaleBody {
  readonly items?: readonly SaleItem[];
  readonly payments?: readonly { readonly method: string; readonly amount: number; readonly reference?: string }[];
  readonly [fact: string]: unknown;
}

/** More than any sale of a test comes to. */
const PLENTY = [{ method: 'cash', amount: 100_000_000 }];

/** A till with an open shift, as its cashier uses it. */
export class Till {
  private constructor(
    readonly client: Client,
    readonly outletId: string,
    readonly shiftId: string,
  ) {}

  static async open(
    client: Client,
    { outletId, openingCash = 200_000, drawer = 'main' }: { outletId: string; openingCash?: number; drawer?: string },
  ): Promise<Till> {
    const { status, body, text } = await client.post('/shifts', { outletId, openingCash, drawer });
    if (status !== 201) throw new Error(`no shift could be opened: ${status} ${text}`);
    return new Till(client, outletId, body.id as string);
  }

  /** A sale that this till may send. */
  body(sale: SaleBody): SaleBody {
    return { outletId: this.outletId, shiftId: this.shiftId, orderType: 'retail', payments: PLENTY, ...sale };
  }

  sell(sale: SaleBody, sending: Sending = {}): Promise<Reply> {
    return this.client.post('/pos/transactions', this.body(sale), sending);
  }

  close(countedCash: number): Promise<Reply> {
    return this.client.post(`/shifts/${this.shiftId}/close`, { countedCash });
  }
}
