import { KOPI_SENJA } from '../../src/demo/demo-ids';
import { VISITS_PER_MINUTE } from '../../src/platform/auth/visitor-limits';
import type { Client } from '../support/client';
import { Menu } from '../support/menu';
import { ServedApp } from '../support/served-app';
import { Till } from '../support/till';

const outletId = KOPI_SENJA.outlets.jkt1;
let app: ServedApp;
let cashier: Client;
let owner: Client;
let sale: { transactionId: string; receiptNumber: string; grandTotal: number };

beforeAll(async () => {
  app = await ServedApp.start();
  cashier = await app.logIn('cashier@kopisenja.test', outletId);
  owner = await app.logIn('owner@kopisenja.test');
  const menu = await Menu.read(cashier, outletId);
  const till = await Till.open(cashier, { outletId });
  sale = (await till.sell({ items: [menu.item('Kopi Susu', '2')] })).body as typeof sale;
});

afterAll(async () => {
  await app?.expectSoundBooks();
  await app?.stop();
});

const receipt = (query: Record<string, string> = {}, as = cashier) =>
  as.get(`/pos/transactions/${sale.transactionId}/receipt`, query);
const bytes = async (query: string) => {
  const reply = await fetch(`${app.url}/api/v1/pos/transactions/${sale.transactionId}/receipt?${query}`, {
    headers: { authorization: `Bearer ${cashier.token}` },
  });
  return { type: reply.headers.get('content-type'), body: Buffer.from(await reply.arrayBuffer()) };
};

describe('The receipt of a sale', () => {
  it.each([
    ['html', 'text/html; charset=utf-8', '<!doctype html>'],
    ['text', 'text/plain; charset=utf-8', ' '],
    ['escpos', 'application/octet-stream', '\u001b@'],
    ['svg', 'image/svg+xml', '<svg '],
    ['pdf', 'application/pdf', '%PDF-1.'],
  ])('is served as %s', async (format, type, beginning) => {
    for (const paper of ['58', '80']) {
      const first = await bytes(`format=${format}&paper=${paper}`);
      expect([first.type, first.body.toString('latin1').startsWith(beginning)]).toEqual([type, true]);
      expect((await bytes(`format=${format}&paper=${paper}`)).body.equals(first.body)).toBe(true);
    }
  });

  it('is a page of 80 mm where nothing else is asked for, that runs and fetches nothing', async () => {
    const { text, headers } = await receipt();
    expect(text).toBe((await receipt({ format: 'html', paper: '80', copy: 'false' })).text);
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain(sale.receiptNumber);
  });

  it('is marked when it is a copy, with the number of those recorded', async () => {
    const path = `/pos/transactions/${sale.transactionId}/receipt-copies`;
    expect((await cashier.post(path, undefined)).body).toMatchObject({ copyNumber: 1 });
    expect((await receipt({ format: 'text', copy: 'true' })).text).toContain('SALINAN / COPY KE-1');
    expect((await receipt({ format: 'text' })).text).not.toContain('COPY');
  });

  it.each<Record<string, string>>([{ format: 'docx' }, { paper: '57' }, { copy: 'yes' }, { language: 'en' }])(
    'is not printed with %j',
    async (query) => {
      const { status, body } = await receipt(query);
      expect([status, body.code]).toEqual([422, 'request.invalid']);
    },
  );
});

describe('What the receipts of an outlet say', () => {
  const path = `/outlets/${outletId}/receipt-settings`;
  const change = (body: object, headers = {}, as = owner) => as.send('PATCH', path, { body, headers });

  it('is changed on the version that was seen', async () => {
    const seen = await owner.get(path);
    expect([seen.headers.get('etag'), seen.body.version]).toEqual(['"0"', 0]);
    const changed = await change({ footer: 'Terima kasih' }, { 'if-match': '"0"' });
    expect([changed.status, changed.headers.get('etag'), changed.body.footer]).toEqual([200, '"1"', 'Terima kasih']);
    const stale = await change({ footer: 'Lain' }, { 'if-match': '"0"' });
    expect([stale.status, stale.body.code]).toEqual([412, 'request.version-stale']);
  });

  it.each<[string, object]>([
    ['in a language that there is not', { language: 'jv' }],
    ['in eleven lines', { header: '\n'.repeat(10) }],
    ['in more than 500 characters', { header: 'x'.repeat(501) }],
    ['with a control code', { footer: '\u001b@' }],
    ['with an address that is none', { verificationUrl: 'javascript:alert(1)' }],
    ['with an address that could end its code', { verificationUrl: 'https://a.example/;option:code128' }],
    ['with what it does not have', { logo: 'AAAA' }],
  ])('is not changed %s', async (_, body) => {
    const { status, body: problem } = await change(body);
    expect([status, problem.code]).toEqual([422, 'request.invalid']);
  });
});

describe('Whoever scans a receipt', () => {
  const verify = (token: string) => app.client().get(`/receipts/verify/${token}`);
  const token = async () =>
    /verify\/([\w-]{64})/.exec((await receipt({ format: 'text' })).text.replaceAll(/\n */g, ''))![1]!;

  it('is told number, day, outlet and total without a log-in, and is stopped when that is all they do', async () => {
    const { status, body } = await verify(await token());
    expect([status, Object.keys(body).toSorted()]).toEqual([
      200,
      ['businessDate', 'grandTotal', 'outlet', 'receiptNumber', 'status'],
    ]);
    expect(body).toMatchObject({ receiptNumber: sale.receiptNumber, grandTotal: sale.grandTotal });
    const forged = await verify('A'.repeat(64));
    expect([forged.status, forged.body.code]).toEqual([404, 'sales.receipt-unknown']);

    const visits = [];
    for (let visit = 0; visit < VISITS_PER_MINUTE; visit++) visits.push(await verify('x'));
    expect(visits.at(-1)!.status).toBe(429);
    expect(visits.at(-1)!.body.code).toBe('request.rate-limited');
    expect(visits.at(-1)!.headers.get('retry-after')).toMatch(/^\d+$/);
  });
});
