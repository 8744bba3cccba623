import type { JsonSchema, Operation } from '../support/api-contract';
import { ServedApp } from '../support/served-app';

/** What is served beside the API, and not described as a part of it. */
const BESIDE = /^\/(docs|metrics|openapi\.(json|yaml))\b/;
const OF_DEVICES: Record<string, object[]> = {
  CatalogChanges_list: [{ bearer: [] }, { device: [] }],
  SyncBatches_receive: [{ device: [] }],
};
const PUBLIC = [
  'Auth_logIn',
  'Auth_refresh',
  'Devices_enroll',
  'Health_live',
  'Health_ready',
  'ReceiptVerification_verify',
  'Webhooks_receive',
];
/** What a till tells of an operation is read with the operation, so that one cannot spoil the rest; so is what it is answered. */
const OF_ANOTHER_ROUTE = [
  'POST /api/v1/sync/batches request .operations[].body',
  'POST /api/v1/sync/batches 200 .results[].result',
  'GET /api/v1/sync/exceptions 200 .data[].facts',
  'POST /api/v1/sync/exceptions/{id}/resolve 200 .facts',
];
/** What is printed is not JSON. */
const PRINTED = ['GET /api/v1/pos/transactions/{id}/receipt 200', 'GET /api/v1/gift-cards/sales/{id}/receipt 200'];

describe('The description of the API', () => {
  let app: ServedApp;

  beforeAll(async () => {
    app = await ServedApp.start();
  });

  afterAll(async () => {
    await app?.expectSoundBooks();
    await app?.stop();
  });

  const named = ({ method, path }: Operation) => `${method} ${path}`;

  it('tells of every route, and of no other', () => {
    const served = app.routes
      .filter(({ method, url }) => method !== 'HEAD' && method !== 'OPTIONS' && !BESIDE.test(url))
      .map(({ method, url }) => `${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`);
    expect(served.length).toBeGreaterThan(20);
    expect(app.contract.operations.map(named).toSorted()).toEqual(served.toSorted());
  });

  it('says of each how it is called, and that it needs a token where it does', () => {
    const { paths } = app.contract.document;
    const operations = Object.values(paths).flatMap((path) => Object.values(path) as any[]);
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { operationId, summary, security } of operations) {
      expect([operationId, summary]).toEqual([expect.any(String), expect.stringMatching(/^[A-Z]/)]);
      const needed = OF_DEVICES[operationId] ?? [{ bearer: [] }];
      expect([operationId, security]).toEqual([operationId, PUBLIC.includes(operationId) ? undefined : needed]);
    }
  });

  it('leaves nothing open: an answer has the properties that it names, and a request no others', () => {
    const open = app.contract.operations.flatMap((operation) =>
      [...closedContents(operation)].flatMap(([place, schema]) =>
        openObjects(schema).map((path) => `${named(operation)} ${place} ${path}`),
      ),
    );
    expect(open).toEqual(OF_ANOTHER_ROUTE);
  });

  it('shows each answer, and each refusal as a problem', () => {
    for (const operation of app.contract.operations) {
      for (const [status, { content = {} }] of Object.entries(operation.responses)) {
        if (PRINTED.includes(`${named(operation)} ${status}`)) continue;
        const type = Number(status) >= 400 ? 'application/problem+json' : 'application/json';
        expect([named(operation), status, Object.keys(content)]).toEqual([
          named(operation),
          status,
          status === '204' ? [] : [type],
        ]);
      }
    }
  });

  /** What goes in and what comes out; a problem may tell more. */
  function* closedContents({ requestBody, responses }: Operation): Generator<[string, JsonSchema]> {
    for (const { schema } of Object.values(requestBody?.content ?? {})) yield ['request', schema];
    for (const [status, { content = {} }] of Object.entries(responses)) {
      for (const { schema } of Object.values(content)) if (Number(status) < 400 && schema) yield [status, schema];
    }
  }

  function openObjects(schema: JsonSchema, path = '', seen = new Set<string>()): string[] {
    if (schema.$ref) {
      if (seen.has(schema.$ref)) return [];
      return openObjects(app.contract.resolve(schema), path, new Set([...seen, schema.$ref]));
    }
    const isObject = [schema.type].flat().includes('object');
    const children: [string, JsonSchema][] = [
      ...Object.entries(schema.properties ?? {}).map(([name, one]): [string, JsonSchema] => [`.${name}`, one]),
      ...(schema.items ? [['[]', schema.items] as [string, JsonSchema]] : []),
      ...(schema.anyOf ?? []).map((one): [string, JsonSchema] => ['', one]),
    ];
    return [
      ...(isObject && schema.additionalProperties !== false ? [path || 'all of it'] : []),
      ...children.flatMap(([step, one]) => openObjects(one, path + step, seen)),
    ];
  }
});
