import { Logger } from '@nestjs/common';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { logContext } from '../../src/platform/observability/log-context';
import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { noteOf, NoteTakers } from '../support/note-takers';

describeWithService('rabbitmq', 'The log of a consumer of messages', (url) => {
  let takers: NoteTakers;

  beforeAll(async () => {
    takers = await NoteTakers.open(url);
  });
  afterEach(() => takers.clear());
  afterAll(() => takers.close());

  it('says of a message that it cannot take whose it is and what it follows from', async () => {
    const lines: object[] = [];
    const write = (message: unknown) => void lines.push({ message, ...logContext() });
    await takers.start();
    Logger.overrideLogger({ log: () => undefined, warn: write, error: write });

    const poison = noteOf('poison', 99);
    takers.send(poison, { correlationId: 'request-9' });
    await takers.lyingIn('tillbook.dead-letters');

    await eventually(() => expect(lines).toHaveLength(4)); // the last one after the confirm
    for (const line of lines) {
      expect(line).toEqual({
        message: expect.stringContaining('cannot take poison'),
        consumer: 'test-notes',
        messageId: poison.messageId,
        correlationId: 'request-9',
        businessId: KOPI_SENJA.businessId,
      });
    }
  });
});
