import { flagTable, readFlags } from './flags';

const DEFAULTS = {
  useAtomicFunction: true,
  useListenNotifyWorker: false,
  workerPollIntervalMs: 1_000,
  maxRetryCount: 3,
  batchSize: 100,
  enableTelemetry: true,
};

it('Flags are read by the names that the database has for them, or the API', () => {
  expect(readFlags(['batch_size=200', 'use_atomic_function=false', 'maxRetryCount=5'])).toEqual({
    batchSize: 200,
    useAtomicFunction: false,
    maxRetryCount: 5,
  });
});

it.each([
  ['batch_size', 'batch_size is not a flag with its value'],
  ['batch_size=', 'batch_size= is not a flag with its value'],
  ['batch_size=many', 'batch_size=many is not a flag with its value'],
  ['batch_size=-1', 'batch_size=-1 is not a flag with its value'],
  ['batch_size=1001', 'batchSize: '],
  ['batch_size=true', 'batchSize: '],
  ['use_atomic_function=1', 'useAtomicFunction: '],
  ['colour=true', 'colour'],
  ['__proto__=1', '__proto__=1 is not a flag with its value'],
])('%s is refused', (word, complaint) => {
  expect(() => readFlags([word])).toThrow(complaint);
});

it('Flags are shown by the names that the database has for them', () => {
  expect(flagTable(DEFAULTS).split('\n')).toContain('worker_poll_interval_ms   1000');
});
