import { KOPI_SENJA, TOKO_MAJU } from '../../src/demo/demo-ids';
import { newId } from '../../src/kernel/ids';
import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { noteOf, NoteTakers, ROUTING_KEY } from '../support/note-takers';
import { Choices, SEED } from '../support/torture';

const { businessId } = KOPI_SENJA;

describeWithService('rabbitmq', `A consumer of messages, seed ${SEED},`, (url) => {
  let takers: NoteTakers;

  beforeAll(async () => {
    takers = await NoteTakers.open(url);
  });
  afterEach(() => takers.clear());
  afterAll(() => takers.close());

  it('takes each message once, though they come shuffled and every second one comes again', async () => {
    await takers.start();
    const choices = new Choices('shuffled and repeated');
    const all = Array.from({ length: 400 }, (_, place) => noteOf(`note ${place}`));
    const repeated = all.flatMap((note) => (choices.between(0, 1) === 1 ? [note, note] : [note]));
    for (let from = 0; from < repeated.length; from += 50) {
      for (const note of choices.shuffled(repeated.slice(from, from + 50))) takers.send(note);
    }
    const late = choices.shuffled(all).slice(0, 50);
    for (const note of late) takers.send(note);

    const repetitions = repeated.length + late.length - all.length;
    await eventually(async () => expect(await takers.countOf('repeated')).toBe(repetitions), 20_000);
    await takers.expectTaken(all.map(({ text }) => text));
  });

  it('is told by what key and in whose name a message came', async () => {
    await takers.start();
    takers.send(noteOf('with a correlation'), { correlationId: 'request-7' });
    await takers.expectTaken(['with a correlation']);
    expect(await takers.rows('select * from public.notes')).toEqual([
      {
        business_id: businessId,
        text: 'with a correlation',
        routing_key: ROUTING_KEY,
        correlation_id: 'request-7',
      },
    ]);
  });

  it('takes the same id of another business, and of another consumer, for another message', async () => {
    await takers.start();
    const note = noteOf('the same id');
    await takers.rows(`select platform.consume_once($1, 'another-consumer', $2)`, [businessId, note.messageId]);
    takers.send(note);
    await takers.expectTaken(['the same id']);
    takers.send(note, { headers: { businessId: TOKO_MAJU.businessId } });
    await takers.expectTaken(['the same id', 'the same id']);
  });

  it('tries again after one delay and then the next, and keeps nothing of the attempts that failed', async () => {
    const { delays } = takers.rabbit.topology;
    const waits = await Promise.all(delays.map((exchange) => takers.rabbit.hear('', exchange)));
    const taker = await takers.start();
    const note = noteOf('the third time', 2);
    takers.send(note);

    await takers.expectTaken(['the third time']);
    expect(taker.attempts).toHaveLength(3);
    const waited = waits.map((messages) => messages.map(({ properties }) => properties.messageId as string));
    expect(waited).toEqual([[note.messageId], [note.messageId], []]);
    expect(await takers.rows('select routing_key from public.notes')).toEqual([{ routing_key: ROUTING_KEY }]);
  });

  it('gives up after the last delay, with all that is known of it, and goes on with the others', async () => {
    const taker = await takers.start();
    const poison = noteOf('poison', 99);
    const headers = { businessId, color: 'red' };
    takers.send(poison, { headers, correlationId: 'request-8', type: 'test.note', CC: 'elsewhere' });
    takers.send(noteOf('a good one'));

    const [letter, ...others] = await takers.lyingIn('tillbook.dead-letters');
    expect(others).toEqual([]);
    expect(taker.attempts.filter((text) => text === 'poison')).toHaveLength(4);
    expect(JSON.parse(letter!.content.toString())).toEqual({ text: 'poison', failures: 99 });
    expect(letter!.properties).toMatchObject({
      messageId: poison.messageId,
      correlationId: 'request-8',
      type: 'test.note',
      deliveryMode: 2,
    });
    expect(letter!.properties.headers).toEqual({
      ...headers,
      'tillbook-consumer': 'test-notes',
      'tillbook-queue': takers.rabbit.name('test.notes'),
      'tillbook-attempts': 4,
      'tillbook-last-error': 'cannot take poison',
      'tillbook-routing-key': ROUTING_KEY,
      'tillbook-first-failed-at': expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
    });
    await takers.expectTaken(['a good one']);
  });

  it.each<[string, string, object]>([
    ['that is not JSON', 'text: {', {}],
    ['of another shape', JSON.stringify({ text: 7 }), {}],
    ['of no business', JSON.stringify({ text: 'x' }), { headers: {} }],
    ['of something that is no business’s id', JSON.stringify({ text: 'x' }), { headers: { businessId: 'kopi' } }],
    ['without an id', JSON.stringify({ text: 'x' }), { messageId: undefined }],
  ])('gives up a message %s at once', async (_, body, properties) => {
    const taker = await takers.start();
    takers.sendRaw(body, { messageId: newId(), ...properties });

    const [letter] = await takers.lyingIn('tillbook.dead-letters');
    expect(letter!.content.toString()).toBe(body);
    const reason = expect.stringMatching(/./) as string;
    expect(letter!.properties.headers).toMatchObject({ 'tillbook-attempts': 1, 'tillbook-last-error': reason });
    expect(taker.attempts).toEqual([]);
  });

  it('leaves to the broker a message whose headers leave no room for a word about its failure', async () => {
    await takers.start();
    takers.send(noteOf('wordy', 99), { headers: { businessId, words: 'x'.repeat(65_300) } });
    const [dropped] = await takers.lyingIn('tillbook.dropped');
    expect(JSON.parse(dropped!.content.toString())).toMatchObject({ text: 'wordy' });
    await takers.expectTaken([]);
  });

  it('forgets after thirty days, two for each one that comes', async () => {
    const consume = async (id: string) => {
      const sql = `select platform.consume_once($1, 'forgetful', $2) as is_new`;
      return (await takers.rows<{ is_new: boolean }>(sql, [businessId, id]))[0]!.is_new;
    };
    const remembered = async () =>
      (await takers.rows(`select from platform.consumed_messages where consumer = 'forgetful'`)).length;
    for (let old = 0; old < 5; old++) await consume(`old ${old}`);
    await takers.rows(
      `update platform.consumed_messages set consumed_at = now() - interval '30 days 1 minute'
        where consumer = 'forgetful' and message_id <> 'old 4'`,
    );

    expect([await consume('old 4'), await remembered()]).toEqual([false, 5]); // one that is known sweeps nothing
    expect([await consume('new 1'), await remembered()]).toEqual([true, 4]);
    expect([await consume('new 2'), await remembered()]).toEqual([true, 3]);
    expect([await consume('new 3'), await remembered()]).toEqual([true, 4]);
  });
});
