import { connect } from 'amqplib';
import type { Pool } from 'pg';
import { eventually } from './eventually';

const EXCHANGE = 'tillbook.events';
const QUEUE = 'tillbook-test.everything';

interface Heard {
  readonly eventId: string;
  readonly streamId: string;
}

/** The queue of another system that is told everything, and outlives its broker's death. */
export class EventQueue {
  private readonly heard: Heard[] = [];

  private constructor(private readonly url: string) {}

  static async bind(url: string): Promise<EventQueue> {
    const connection = await connect(url);
    const channel = await connection.createChannel();
    await channel.assertExchange(EXCHANGE, 'topic', { durable: true });
    await channel.assertQueue(QUEUE, { durable: true });
    await channel.bindQueue(QUEUE, EXCHANGE, '#');
    await connection.close();
    return new EventQueue(url);
  }

  /** How often it was told, repeats counted. */
  async told(): Promise<number> {
    await this.read();
    return this.heard.length;
  }

  /**
   * Every event of the log has come; and per outlet each for the first time in its order, whatever was repeated. One
   * that was at hand at two deaths in a row was parked: it is told beside the others, which do not wait for it.
   */
  async expectEverything(owner: Pool): Promise<void> {
    await this.read();
    const { rows } = await owner.query<{ streamId: string; inOrder: string[]; parked: string[] }>(
      `select e.stream_id as "streamId",
              coalesce(array_agg(e.event_id order by e.seq) filter (where f.seq is null), '{}') as "inOrder",
              coalesce(array_agg(e.event_id order by e.event_id) filter (where f.seq is not null), '{}') as "parked"
         from outbox.events e
         left join outbox.failures f on f.business_id = e.business_id and f.stream_id = e.stream_id
          and f.seq = e.seq and f.listener = 'rabbitmq'
        group by 1 order by 1`,
    );
    const heard = rows.map(({ streamId, parked }) => {
      const eventIds = this.firstAppearances(streamId);
      return {
        streamId,
        inOrder: eventIds.filter((eventId) => !parked.includes(eventId)),
        parked: eventIds.filter((eventId) => parked.includes(eventId)).sort(),
      };
    });
    expect(heard).toEqual(rows);
  }

  private firstAppearances(streamId: string): string[] {
    const ofStream = this.heard.filter((one) => one.streamId === streamId);
    return [...new Set(ofStream.map(({ eventId }) => eventId))];
  }

  private async read(): Promise<void> {
    const connection = await connect(this.url);
    const channel = await connection.createChannel();
    const { messageCount } = await channel.checkQueue(QUEUE);
    const awaited = this.heard.length + messageCount;
    await channel.consume(QUEUE, (message) => {
      if (!message) return;
      const { partitionkey } = JSON.parse(message.content.toString()) as { partitionkey: string };
      this.heard.push({ eventId: message.properties.messageId as string, streamId: partitionkey });
      channel.ack(message);
    });
    await eventually(() => expect(this.heard.length).toBeGreaterThanOrEqual(awaited));
    await channel.close(); // what was not acknowledged comes again
    await connection.close();
  }
}
