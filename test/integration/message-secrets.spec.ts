import { randomBytes } from 'node:crypto';
import type { ConsumeMessage } from 'amqplib';
import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { assertTopology } from '../../src/platform/messaging/assert-topology';
import { describeWithService } from '../support/describe-with-service';
import { eventually } from '../support/eventually';
import { RabbitMqOfItsOwn } from '../support/rabbitmq-of-its-own';
import { ServedApp } from '../support/served-app';
import { TEST_PASSWORD } from '../support/template-database';
import { Till } from '../support/till';

const { outlets, products } = KOPI_SENJA;

describeWithService('rabbitmq', 'A message to other systems', (url) => {
  let rabbit: RabbitMqOfItsOwn;
  let app: ServedApp;
  let heard: ConsumeMessage[];

  beforeAll(async () => {
    rabbit = await RabbitMqOfItsOwn.at(url);
    await assertTopology(rabbit.channel, rabbit.topology);
    heard = await rabbit.hear('#');
    app = await ServedApp.start({ variables: rabbit.variables });
  });
  afterAll(async () => {
    await app.expectSoundBooks();
    await app.stop();
    await rabbit.remove();
  });

  it('carries what happened, and nothing of the request: no token, no key, no header', async () => {
    const canary = `canary-${randomBytes(16).toString('hex')}`;
    const headers = {
      cookie: `session=${canary}`,
      'x-api-key': canary,
      'user-agent': canary,
      'x-forwarded-for': canary,
    };
    const cashier = await app.logIn('cashier@kopisenja.test');
    const till = await Till.open(cashier, { outletId: outlets.jkt1 });
    const items = [{ productId: products.kopiSusu, quantity: '1' }];
    const sold = await till.sell({ items }, { key: canary, headers });
    expect(sold.status).toBe(201);
    expect((await till.close(1)).status).toBe(200);

    const all = await eventually(() => {
      const text = heard.map(wholeOf).join('\n');
      expect(text).toContain(sold.body.transactionId);
      expect(heard.map(({ properties }) => properties.type as string)).toEqual(
        expect.arrayContaining(['sales.transaction-created', 'kitchen.order-created', 'sales.shift-closed']),
      );
      return text;
    });
    const token = cashier.token!;
    for (const secret of [canary, token, ...token.split('.'), app.secret, TEST_PASSWORD, 'Bearer']) {
      expect(all).not.toContain(secret);
    }
  });
});

/** As it was on the wire. */
function wholeOf({ fields, properties, content }: ConsumeMessage): string {
  return `${JSON.stringify(fields)} ${JSON.stringify(properties)} ${content.toString()}`;
}
