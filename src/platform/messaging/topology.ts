import type { Environment } from '../config/environment';

export interface Exchange {
  readonly name: string;
  readonly type: 'topic' | 'fanout';
}

export interface Queue {
  readonly name: string;
  readonly arguments: Readonly<Record<string, string | number>>;
  readonly bindings: readonly { readonly exchange: string; readonly pattern: string }[];
}

/** The queues of the seed, each with the module whose events it takes. */
const SEED_QUEUES = {
  'pos.transactions': 'sales',
  'inventory.stock': 'inventory',
  'kds.orders': 'kitchen',
  'customers.loyalty': 'customers',
  'notifications.send': 'notifications',
};

const LIMITS = { delaysMs: [1_000, 2_000, 4_000], lengthMax: 100_000, bytesMax: 128 * 1024 ** 2 };

/** A quorum queue gives up what came back so often; a database that is away for a day is not the message's fault. */
const RETURNS_MAX = 100_000;

/** All that is ours at the broker. It is asserted at every connect, so a new broker needs nothing but its address. */
export class Topology {
  /** The topic exchange that other systems bind their queues to. */
  readonly events: string;
  /** What is published here with `failedKey` is kept among the dead letters. */
  readonly deadLetters: string;
  /** Each gives a message back, after its time, to the queue that is named by the routing key. */
  readonly delays: readonly string[];
  readonly exchanges: readonly Exchange[];
  readonly queues: readonly Queue[];

  constructor(
    private readonly settings: Pick<Environment, 'RABBITMQ_PREFIX' | 'RABBITMQ_QUEUE_TYPE'>,
    private readonly limits = LIMITS,
  ) {
    this.events = this.name('tillbook.events');
    this.deadLetters = this.name('tillbook.dlx');
    const delays = limits.delaysMs.map((ms) => this.delay(ms));
    this.delays = delays.map(({ name }) => name);
    this.exchanges = [
      { name: this.events, type: 'topic' },
      { name: this.deadLetters, type: 'topic' },
      ...this.delays.map((name) => ({ name, type: 'fanout' as const })),
    ];
    this.queues = [
      ...Object.entries(SEED_QUEUES).map(([name, module]) => this.queue(name, [`*.*.${module}.#`])),
      ...delays,
      this.lastResort('tillbook.dead-letters', 'failed.#'),
      // Apart from them, or a queue that nobody reads would in time push out what a consumer gave up.
      this.lastResort('tillbook.dropped', 'dropped.#'),
    ];
  }

  /** A queue that is worked off, bound to the events by these patterns of their routing keys. */
  queue(shortName: string, patterns: readonly string[]): Queue {
    const name = this.name(shortName);
    return {
      name,
      arguments: {
        ...this.bounded(),
        'x-dead-letter-exchange': this.deadLetters,
        'x-dead-letter-routing-key': `dropped.${name}`,
        ...(this.isQuorum && { 'x-delivery-limit': RETURNS_MAX }),
      },
      bindings: patterns.map((pattern) => ({ exchange: this.events, pattern })),
    };
  }

  failedKey(queueName: string): string {
    return `failed.${queueName}`;
  }

  private get isQuorum(): boolean {
    return this.settings.RABBITMQ_QUEUE_TYPE === 'quorum';
  }

  private name(shortName: string): string {
    return `${this.settings.RABBITMQ_PREFIX}${shortName}`;
  }

  private delay(ms: number): Queue {
    const name = this.name(`tillbook.delay.${ms}ms`);
    return {
      name,
      arguments: {
        ...this.bounded(),
        'x-message-ttl': ms,
        'x-dead-letter-exchange': '', // the default one, where a routing key is the name of a queue
        // In a cluster a message is on its way back until the queue has it; that is to be had with this overflow only.
        ...(this.isQuorum && { 'x-dead-letter-strategy': 'at-least-once', 'x-overflow': 'reject-publish' }),
      },
      bindings: [{ exchange: name, pattern: '' }],
    };
  }

  private lastResort(shortName: string, pattern: string): Queue {
    const bindings = [{ exchange: this.deadLetters, pattern }];
    return { name: this.name(shortName), arguments: this.bounded(), bindings };
  }

  /**
   * A full queue lets go of its oldest message: the log is the truth, and a replay fills the queue again. Were the
   * newest refused, the publisher would be told, and one queue that nobody reads would stop the bridge for all others.
   */
  private bounded(): Record<string, string | number> {
    return {
      'x-queue-type': this.settings.RABBITMQ_QUEUE_TYPE,
      'x-max-length': this.limits.lengthMax,
      'x-max-length-bytes': this.limits.bytesMax,
      'x-overflow': 'drop-head',
    };
  }
}
