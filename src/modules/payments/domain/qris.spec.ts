import { crc16 } from './crc16';
import { readTlv, writeTlv } from './emv-tlv';
import { readQris, requireQrisOf, toDynamicQris } from './qris';

/** EMV QRCPS Merchant-Presented Mode v1.1, annex A. */
const EMVCO =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT' +
  '6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A011223344' +
  '9988770708123456786304A13A';
/** A merchant's code on its counter, as it is published in examples of QRIS. */
const COUNTER =
  '00020101021126570011ID.DANA.WWW011893600915302259148102090225914810303UMI51440014ID.CO.QRIS.WWW0215ID1020017611473' +
  '0303UMI5204581253033605802ID5922Warung Sayur Bu Sugeng6010Kab. Demak610559567630458C7';
/** A bank's code for one payment of 10.000, marked static all the same. */
const PARKING =
  '00020101021226690023ID.CO.BANKALTIMTARA.WWW011893600124024091802802092409180280303URE51440014ID.CO.QRIS.WWW0215ID202' +
  '43452761720303URE5204752353033605405100005802ID5944(TEST) RETRIBUSI PARKIR PELABUHAN BULUMINUNG6015PENAJAM PASER U' +
  '610576141622501121122334455340705479056304F16E';

const sealed = (unsealed: string) => `${unsealed}6304${crc16(`${unsealed}6304`)}`;
const codeOf = (attempt: () => unknown) => {
  try {
    return attempt();
  } catch (error) {
    return (error as { code?: string }).code ?? error;
  }
};

describe('The checksum', () => {
  it('is CRC-16/CCITT-FALSE', () => expect(crc16('123456789')).toBe('29B1'));

  it.each([EMVCO, COUNTER, PARKING])('seals what is published: %s', (payload) => {
    expect(crc16(payload.slice(0, -4))).toBe(payload.slice(-4));
  });
});

describe('Data objects', () => {
  it('are read by characters, in other alphabets too, and written as they were', () => {
    const objects = readTlv(EMVCO)!;
    expect(objects.find(({ id }) => id === '59')).toEqual({ id: '59', value: 'BEST TRANSPORT' });
    expect(objects.find(({ id }) => id === '64')!.value).toContain('最佳运输');
    expect(writeTlv(objects)).toBe(EMVCO);
  });

  it.each(['0', '00', '0002', '000201x', '00020', '0a0201'])('are not %s', (text) => {
    expect(readTlv(text)).toBeNull();
  });

  it('hold no more than 99 characters', () => {
    expect(writeTlv([{ id: '59', value: 'x'.repeat(99) }])).toHaveLength(103);
    expect(writeTlv([{ id: '59', value: 'x'.repeat(100) }])).toBeNull();
  });
});

describe('A QRIS code', () => {
  it('is read', () => {
    expect(readQris(COUNTER)).toMatchObject({ initiation: 'static', amount: null });
    expect(readQris(PARKING)).toMatchObject({ initiation: 'dynamic', amount: 10_000n });
  });

  it('becomes one for a single payment', () => {
    const payload = toDynamicQris(COUNTER, 25_500n);
    expect(payload).toBe(
      sealed(COUNTER.slice(0, -8).replace('010211', '010212').replace('5303360', '5303360540525500')),
    );
    expect(readQris(payload)).toMatchObject({ initiation: 'dynamic', amount: 25_500n });
    expect(() => requireQrisOf(payload, 25_500n)).not.toThrow();
  });

  it('keeps what the merchant says of itself', () => {
    const ids = (payload: string) => readQris(payload).objects.map(({ id }) => id);
    expect(ids(toDynamicQris(COUNTER, 1n)).filter((id) => id !== '54')).toEqual(ids(COUNTER));
  });

  it.each<[string, string, string]>([
    ['with a tip', '550201', 'payments.qris-surcharge'],
    ['with a fixed fee', '55020256041000', 'payments.qris-surcharge'],
    ['with a percentage', '5502035703101', 'payments.qris-surcharge'],
    ['with a fee that nothing announces', '56041000', 'payments.qris-surcharge'],
    ['with an amount of cents', '540550.75', 'payments.qris-invalid'],
    ['with an amount in words', '5404lima', 'payments.qris-invalid'],
    ['with two countries', '5802ID', 'payments.qris-invalid'],
  ])('is refused %s', (_, more, code) => {
    const payload = sealed(COUNTER.slice(0, -8) + more);
    expect(codeOf(() => readQris(payload))).toBe(code);
    expect(codeOf(() => toDynamicQris(payload, 10_000n))).toBe(code);
    expect(codeOf(() => requireQrisOf(payload, 10_000n))).toBe(code);
  });

  it.each([
    ['of nothing', ''],
    ['of another merchant’s country', EMVCO.replace('5502015', '').replace(/.{4}$/, '')],
    ['with another checksum', `${COUNTER.slice(0, -4)}58C8`],
    ['that was cut', COUNTER.slice(0, -8)],
    ['without its format', sealed(COUNTER.slice(6, -8))],
    ['of another currency', sealed(COUNTER.slice(0, -8).replace('5303360', '5303702'))],
    ['with another point of initiation', sealed(COUNTER.slice(0, -8).replace('010211', '010213'))],
    ['of no merchant', sealed('00020101021153033605802ID')],
  ])('is none %s', (_, payload) => {
    expect(codeOf(() => readQris(payload))).toBe('payments.qris-invalid');
  });

  it('is not made for a single payment twice, nor for nothing', () => {
    expect(codeOf(() => toDynamicQris(PARKING, 10_000n))).toBe('payments.qris-invalid');
    expect(codeOf(() => toDynamicQris(COUNTER, 0n))).toBe('payments.qris-invalid');
  });

  it('must ask for the amount', () => {
    expect(codeOf(() => requireQrisOf(PARKING, 10_001n))).toBe('payments.qris-amount-differs');
    expect(codeOf(() => requireQrisOf(COUNTER, 10_000n))).toBe('payments.qris-amount-differs');
  });
});
