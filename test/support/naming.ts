import type { Client, Reply } from './client';
import type { Cafe } from './two-cafes';

/** A place in a request where something is named by its id. */
export interface Naming {
  /** Our owner, or somebody else of us, names the id in this place. */
  readonly send: (id: string, as: Client) => Promise<Reply>;
  readonly of: (cafe: Cafe) => string;
  /** The same kind of thing at the other outlet of the same business, where it belongs to one. */
  readonly elsewhere?: (cafe: Cafe) => string;
  /** 404 with this code, the status and code of another refusal, or an answer that finds nothing. */
  readonly answer: string | readonly [status: number, code: string] | 'nothing';
}

export const outlet = {
  of: ({ till }: Cafe) => till.outletId,
  elsewhere: ({ otherTill }: Cafe) => otherTill.outletId,
  answer: 'identity.outlet-not-found',
};

export const shift = {
  of: ({ till }: Cafe) => till.shiftId,
  elsewhere: ({ otherTill }: Cafe) => otherTill.shiftId,
  answer: 'sales.shift-not-found',
};
export const order = {
  of: ({ sale }: Cafe) => sale.transactionId,
  elsewhere: ({ otherSale }: Cafe) => otherSale.transactionId,
};

export const get = (path: string, name?: string) => (id: string, as: Client) =>
  as.get(path.replace('{id}', id), name === undefined ? {} : { [name]: id });
