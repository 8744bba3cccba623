import { Logger } from '@nestjs/common';
import type { EventListener } from './event-listener';
import { ListenerPipeline } from './listener-pipeline';

const listener: EventListener = {
  name: 'test',
  eventTypes: ['sales.transaction-created'],
  begins: 'at-the-beginning',
  handle: () => Promise.resolve(),
};
const sold = (businessId: string) => ({ businessId, types: ['sales.transaction-created'] });

/** Deliveries that end when the test says so. */
class Deliveries {
  readonly begun: string[] = [];
  private readonly open: { businessId: string; end: (more: boolean) => void; fail: (error: Error) => void }[] = [];

  readonly deliver = (businessId: string): Promise<boolean> => {
    this.begun.push(businessId);
    return new Promise((end, fail) => this.open.push({ businessId, end, fail }));
  };

  async end(businessId: string, more = false): Promise<void> {
    this.take(businessId).end(more);
    await settled();
  }

  async fail(businessId: string): Promise<void> {
    this.take(businessId).fail(new Error('poison'));
    await settled();
  }

  private take(businessId: string) {
    const [delivery] = this.open.splice(
      this.open.findIndex((one) => one.businessId === businessId),
      1,
    );
    return delivery!;
  }
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a listener', () => {
  let deliveries: Deliveries;
  let pipeline: ListenerPipeline;

  beforeAll(() => Logger.overrideLogger(false));
  beforeEach(() => {
    deliveries = new Deliveries();
    pipeline = new ListenerPipeline(listener, deliveries.deliver);
  });

  it('takes one turn for a business however often it is nudged, and one more for what came meanwhile', async () => {
    for (let commit = 0; commit < 50; commit++) pipeline.notice(sold('kopi'));
    expect(deliveries.begun).toEqual(['kopi']);
    pipeline.notice(sold('kopi'));
    await deliveries.end('kopi');
    expect(deliveries.begun).toEqual(['kopi', 'kopi']);
    await deliveries.end('kopi');
    expect(deliveries.begun).toEqual(['kopi', 'kopi']);
  });

  it('goes on while more is waiting than a batch holds', async () => {
    pipeline.notice(sold('kopi'));
    await deliveries.end('kopi', true);
    expect(deliveries.begun).toEqual(['kopi', 'kopi']);
  });

  it('lets the failure of one business neither stop another nor be tried again at once', async () => {
    pipeline.notice(sold('kopi'));
    pipeline.notice(sold('toko'));
    await deliveries.fail('kopi');
    pipeline.notice(sold('kopi'));
    pipeline.notice(sold('toko'));
    await deliveries.end('toko');
    expect(deliveries.begun).toEqual(['kopi', 'toko', 'toko']);
  });

  it('serves a bounded number of businesses at a time, and the rest after them', async () => {
    const businesses = ['a', 'b', 'c', 'd', 'e', 'f'];
    for (const business of businesses) pipeline.notice(sold(business));
    expect(deliveries.begun).toEqual(['a', 'b', 'c', 'd']);
    await deliveries.end('b');
    expect(deliveries.begun).toEqual(['a', 'b', 'c', 'd', 'e']);
  });

  it('is left in peace by events of other types', () => {
    pipeline.notice({ businessId: 'kopi', types: ['kitchen.order-created'] });
    expect(deliveries.begun).toEqual([]);
  });

  it('ends when the turn that is being taken has ended, and takes no further one', async () => {
    pipeline.notice(sold('kopi'));
    const stopped = jest.fn();
    void pipeline.stop().then(stopped);
    pipeline.notice(sold('toko'));
    await settled();
    expect(stopped).not.toHaveBeenCalled();
    await deliveries.end('kopi');
    expect(stopped).toHaveBeenCalled();
    expect(deliveries.begun).toEqual(['kopi']);
  });
});
