import { newId } from '../../src/kernel/ids';
import type { Client } from '../support/client';
import { ServedApp } from '../support/served-app';

describe('The owner of a business', () => {
  let app: ServedApp;
  let owner: Client;

  beforeAll(async () => {
    app = await ServedApp.start();
    owner = await app.logIn('owner@kopisenja.test');
  });
  afterAll(async () => {
    await app?.expectSoundBooks();
    await app?.stop();
  });

  it('sees and changes how the business is served', async () => {
    const CONFIG = '/operations/tenant-config';
    const present = await owner.get(CONFIG);
    expect(present.body).toMatchObject({ batchSize: 100, version: 1 });
    const tag = present.headers.get('etag')!;

    const changed = await owner.send('PATCH', CONFIG, { body: { batchSize: 50 }, headers: { 'if-match': tag } });
    expect(changed).toMatchObject({ status: 200, body: { ...present.body, batchSize: 50, version: 2 } });
    expect(changed.headers.get('etag')).toBe('"2"');
    const late = await owner.send('PATCH', CONFIG, { body: { maxRetryCount: 5 }, headers: { 'if-match': tag } });
    expect(late).toMatchObject({ status: 412, body: { code: 'request.version-stale', version: 2 } });
    expect((await owner.get(CONFIG)).body).toEqual(changed.body);

    for (const body of [
      { batchSize: 0 },
      { batchSize: 1_001 },
      { maxRetryCount: 21 },
      { workerPollIntervalMs: 99 },
      { useAtomicFunction: 'yes' },
      { version: 9 },
      { businessId: newId() },
    ]) {
      expect(await owner.send('PATCH', CONFIG, { body })).toMatchObject({
        status: 422,
        body: { code: 'request.invalid' },
      });
    }
  });
});
