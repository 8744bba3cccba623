import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { noteOf, NoteTakers } from '../support/note-takers';

describeWithService('rabbitmq', 'A consumer of messages, when something is away,', (url) => {
  let takers: NoteTakers;

  beforeAll(async () => {
    takers = await NoteTakers.open(url);
  });
  afterEach(() => takers.clear());
  afterAll(() => takers.close());

  it('does not count it against a message that the database is away', async () => {
    await takers.start();
    takers.send(noteOf('before'));
    await takers.expectTaken(['before']);
    await takers.networks.database.down();
    takers.send(noteOf('while it was away'));
    takers.send(noteOf('this too'));
    // More often than there are delays.
    await eventually(async () => expect(await takers.countOf('put-back')).toBeGreaterThan(2 * 4), 20_000);

    await takers.networks.database.up();
    await takers.expectTaken(['before', 'while it was away', 'this too']);
    expect(await takers.rabbit.take('tillbook.dead-letters')).toEqual([]);
  });

  it('takes what it has in hand once, though the connection breaks and it is delivered again', async () => {
    const taker = await takers.start();
    taker.hold();
    takers.send(noteOf('in hand'));
    await eventually(() => expect(taker.attempts).toHaveLength(1));
    takers.networks.rabbitmq.reset();
    await eventually(async () => expect(await takers.queue()).toMatchObject({ messageCount: 1 }));
    await eventually(async () => expect(await takers.queue()).toMatchObject({ messageCount: 0 })); // in hand twice

    taker.letGo();
    await eventually(async () => expect(await takers.countOf('repeated')).toBe(1));
    await takers.expectTaken(['in hand']);
  });

  it('lives though it acknowledges to nobody, and is delivered to again', async () => {
    const taker = await takers.start();
    taker.hold();
    takers.send(noteOf('in hand'));
    await eventually(() => expect(taker.attempts).toHaveLength(1));
    await takers.networks.rabbitmq.down();
    taker.letGo();
    await takers.expectTaken(['in hand']);

    await takers.networks.rabbitmq.up();
    await eventually(async () => expect(await takers.countOf('repeated')).toBe(1));
    takers.send(noteOf('the next'));
    await takers.expectTaken(['in hand', 'the next']);
  });

  it('puts a message back that failed while it could not be set aside', async () => {
    const taker = await takers.start();
    taker.hold();
    takers.send(noteOf('fails once', 1));
    await eventually(() => expect(taker.attempts).toHaveLength(1));
    await takers.networks.rabbitmq.down();
    taker.letGo();
    await eventually(async () => expect(await takers.countOf('put-back')).toBe(1));

    await takers.networks.rabbitmq.up();
    await takers.expectTaken(['fails once']);
  });

  it('stops when what is in hand has ended, and another goes on with the rest', async () => {
    const taker = await takers.start();
    taker.hold();
    const all = Array.from({ length: 30 }, (_, place) => noteOf(`note ${place}`));
    for (const note of all) takers.send(note);
    await eventually(() => expect(taker.attempts).toHaveLength(taker.prefetch));
    expect(await takers.queue()).toMatchObject({ messageCount: all.length - taker.prefetch });
    const ended = takers.end();
    taker.letGo();
    await ended;
    const { length } = await takers.taken();
    expect(length).toBeGreaterThanOrEqual(taker.prefetch);
    expect(await takers.queue()).toMatchObject({ messageCount: all.length - length }); // it has acknowledged them

    await takers.start();
    await takers.expectTaken(all.map(({ text }) => text));
  });

  it('is back at its queue when that was deleted under it', async () => {
    await takers.start();
    await eventually(async () => expect(await takers.queue()).toMatchObject({ consumerCount: 1 }));
    await takers.deleteQueue();
    await eventually(async () => {
      takers.send(noteOf('found again'));
      expect(await takers.taken()).toContain('found again');
    });
  });
});
