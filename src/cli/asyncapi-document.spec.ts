import specification from '@asyncapi/specs/schemas/3.0.0.json';
import Ajv, { type AnySchema } from 'ajv';
import { describeMessages } from './asyncapi-document';
import { describeApplication } from './described-application';

type Place = { readonly $ref: string };
type Operation = { readonly channel: Place; readonly messages?: Place[]; readonly reply?: Operation };

// The document of the authors brings its own meta-schema.
const ajv = new Ajv({ strict: false, validateFormats: false, meta: false, validateSchema: false });
const isAsyncApi = ajv.compile(specification as AnySchema);

describe('The description of sockets and messages', () => {
  let document: any;

  beforeAll(async () => {
    document = await describeApplication(describeMessages);
  });

  it('is AsyncAPI 3.0, by the schema of its authors', () => {
    expect([isAsyncApi(document), ajv.errorsText(isAsyncApi.errors)]).toEqual([true, 'No errors']);
    for (const broken of [{ channels: { kds: { address: 1 } } }, { operations: { show: { action: 'shout' } } }]) {
      expect(isAsyncApi({ ...document, ...broken })).toBe(false);
    }
  });

  it('tells of both feeds, of the exchange and of every queue of the seed', () => {
    const queues = ['pos.transactions', 'inventory.stock', 'kds.orders', 'customers.loyalty', 'notifications.send'];
    expect(Object.keys(document.channels)).toEqual(
      expect.arrayContaining(['kds', 'notifications', 'events', ...queues]),
    );
    expect(Object.keys(document.channels['kds.orders'].messages)).toEqual([
      'kitchen.order-created.v1',
      'kitchen.order-status-changed.v1',
    ]);
    expect(document.channels.events.bindings.amqp.exchange).toMatchObject({ name: 'tillbook.events', type: 'topic' });
  });

  it('points to nothing that is not there, and an operation to messages of its own channel', () => {
    const places = [...placesIn(document)];
    expect(places.length).toBeGreaterThan(30);
    expect(places.filter((place) => at(document, place) === undefined)).toEqual([]);
    for (const operation of Object.values<Operation>(document.operations)) {
      for (const { channel, messages = [] } of [operation, operation.reply ?? operation]) {
        expect(messages.filter(({ $ref }) => !$ref.startsWith(`${channel.$ref}/messages/`))).toEqual([]);
      }
    }
  });

  it('says of every number and every quantity what it counts', () => {
    const channels = Object.entries<{ messages: Record<string, { payload?: object }> }>(document.channels);
    const silent = channels.flatMap(([channel, { messages }]) =>
      Object.entries(messages).flatMap(([name, { payload = {} }]) =>
        [...silentNumbersIn(payload)].map((path) => `${channel} ${name} ${path}`),
      ),
    );
    expect(silent).toEqual([]);
  });
});

function* placesIn(value: unknown): Generator<string> {
  if (typeof value !== 'object' || value === null) return;
  if ('$ref' in value && typeof value.$ref === 'string') yield value.$ref;
  for (const one of Object.values(value)) yield* placesIn(one);
}

function at(document: unknown, place: string): unknown {
  const steps = place.slice(2).split('/');
  return steps.reduce(
    (value: any, step) => value?.[step.replaceAll('~1', '/').replaceAll('~0', '~')],
    document,
  ) as unknown;
}

function* silentNumbersIn(schema: any, path = '', said = schema.description): Generator<string> {
  const counts = [schema.type].flat().includes('integer') || /(quantity|onHand)$/i.test(path);
  if (counts && !('const' in schema) && !said) yield path;
  for (const [name, one] of Object.entries(schema.properties ?? {})) yield* silentNumbersIn(one, `${path}.${name}`);
  if (schema.items) yield* silentNumbersIn(schema.items, `${path}[]`);
  for (const one of schema.anyOf ?? []) yield* silentNumbersIn(one, path, said ?? one.description);
}
