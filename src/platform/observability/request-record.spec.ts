import { Logger } from '@nestjs/common';
import fastify, { type FastifyInstance } from 'fastify';
import { addToLogContext, logContext } from './log-context';
import { Metrics } from './metrics';
import { RequestRecord } from './request-record';
import type { TelemetryConsent } from './telemetry-consent';
import { watchRequests } from './watch-requests';

interface Line {
  readonly level: string;
  readonly message: unknown;
  readonly [field: string]: unknown;
}

const SHY = 'a business without telemetry';
const consent: Pick<TelemetryConsent, 'isGivenBy'> = { isGivenBy: (businessId) => Promise.resolve(businessId !== SHY) };

describe('A request', () => {
  let metrics: Metrics;
  let server: FastifyInstance;
  let lines: Line[];

  beforeEach(() => {
    lines = [];
    const write = (level: string) => (message: unknown) => void lines.push({ level, message, ...logContext() });
    Logger.overrideLogger({ log: write('log'), warn: write('warn'), error: write('error'), debug: write('debug') });
    metrics = new Metrics();
    server = fastify({ genReqId: () => 'r1' });
    watchRequests(server, new RequestRecord(metrics, consent as TelemetryConsent));
  });
  afterEach(() => server.close());

  it('keeps its name while its body is read, and in what is done with it', async () => {
    server.post('/sales/:id', async () => {
      await Promise.resolve();
      return logContext();
    });
    const answer = await server.inject({ method: 'POST', url: '/sales/7', payload: { much: 'x'.repeat(100_000) } });
    expect(answer.json()).toEqual({ requestId: 'r1', correlationId: 'r1' });
  });

  it.each<[string, number, number, string]>([
    ['that goes well', 200, 3, 'debug'],
    ['that is refused', 404, 3, 'debug'],
    ['that takes more than a second', 200, 1_200, 'log'],
    ['that we fail', 503, 3, 'warn'],
  ])('%s is a line in the log, as loud as it deserves', async (_, status, elapsedMs, level) => {
    server.get('/sales/:id', (_request, reply) => {
      Object.defineProperty(reply, 'elapsedTime', { value: elapsedMs });
      void reply.status(status).send();
    });
    await server.inject('/sales/7?customer=Sari');
    expect(lines).toEqual([
      {
        level,
        message: expect.stringMatching(/^answered/),
        requestId: 'r1',
        correlationId: 'r1',
        method: 'GET',
        route: '/sales/:id',
        status,
        durationMs: elapsedMs,
      },
    ]);
  });

  it('of a business that wants no telemetry is counted, and not timed', async () => {
    server.get('/sales', (request) => {
      addToLogContext({ businessId: request.headers['x-business'] as string });
      return {};
    });
    for (const business of [SHY, 'another'])
      await server.inject({ url: '/sales', headers: { 'x-business': business } });
    const counted = (await metrics.requests.get()).values;
    expect(counted.find(({ labels }) => labels.status === '2xx')?.value).toBe(2);
    const timed = (await metrics.requestSeconds.get()).values;
    expect(timed.find(({ metricName }) => metricName?.endsWith('_count'))?.value).toBe(1);
  });

  it('to nowhere has no label of its own', async () => {
    for (const path of ['/wp-admin', '/.env']) await server.inject(path);
    const { values } = await metrics.requests.get();
    expect(values.filter(({ value }) => value > 0)).toEqual([
      { labels: { method: 'GET', route: 'none', status: '4xx' }, value: 2, exemplar: undefined },
    ]);
  });
});
