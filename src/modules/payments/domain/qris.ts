import { moneyToJson, type Money } from '../../../kernel/money';
import { crc16 } from './crc16';
import { type DataObject, readTlv, writeTlv } from './emv-tlv';
import { qrisAmountDiffers, qrisInvalid, qrisSurcharge } from './payments.errors';

/** Ids of EMV QRCPS Merchant-Presented Mode v1.1, table 3.1. */
const FORMAT = '00';
const INITIATION = '01';
const CURRENCY = '53';
const AMOUNT = '54';
/** Tip or convenience indicator, and the fixed and the percentage fee that it announces. */
const SURCHARGE = ['55', '56', '57'];
const COUNTRY = '58';
const CRC = '63';

const STATIC = '11';
const DYNAMIC = '12';
/** ISO 4217. */
const RUPIAH = '360';
const MERCHANT_ACCOUNTS = { from: 2, to: 51 };
const AMOUNT_FORM = /^\d{1,13}(\.\d{0,2})?$/;

export interface Qris {
  readonly objects: readonly DataObject[];
  readonly initiation: 'static' | 'dynamic';
  /** In whole rupiah; null: the customer types it. */
  readonly amount: Money | null;
}

/**
 * Reads a QRIS payload (Bank Indonesia, PADG 21/18/PADG/2019: EMVCo's merchant-presented mode in rupiah). Throws
 * `payments.qris-invalid`; and `payments.qris-surcharge` where it asks the customer for more than the amount, which a
 * merchant may not (the same, art. 15: the MDR is not passed on).
 */
export function readQris(payload: string): Qris {
  const objects = readTlv(payload);
  if (!objects) throw qrisInvalid('it is no row of data objects');
  const only = (id: string): string | undefined => objects.find((object) => object.id === id)?.value;
  if (new Set(objects.map(({ id }) => id)).size < objects.length) throw qrisInvalid('an id comes twice');
  if (objects[0]?.id !== FORMAT || objects[0].value !== '01') throw qrisInvalid('it does not begin with its format');
  if (objects.at(-1)?.id !== CRC || crc16(payload.slice(0, -4)) !== only(CRC)?.toUpperCase())
    throw qrisInvalid('its checksum is wrong');
  if (objects.some(({ id }) => SURCHARGE.includes(id))) throw qrisSurcharge();
  if (only(CURRENCY) !== RUPIAH || only(COUNTRY) !== 'ID') throw qrisInvalid('it is not in rupiah, of Indonesia');
  if (!objects.some(isMerchantAccount)) throw qrisInvalid('it names no merchant');
  const initiation = only(INITIATION) ?? STATIC;
  if (initiation !== STATIC && initiation !== DYNAMIC) throw qrisInvalid('its point of initiation is unknown');
  return { objects, initiation: initiation === STATIC ? 'static' : 'dynamic', amount: readAmount(only(AMOUNT)) };
}

/** Turns the code that stands on a counter into one for a single payment: initiation 12, and the amount in tag 54. */
export function toDynamicQris(payload: string, amount: Money): string {
  const { objects, initiation } = readQris(payload);
  if (initiation !== 'static') throw qrisInvalid('it is for a single payment already');
  if (amount <= 0n) throw qrisInvalid('a payment is of an amount');
  const others = objects.filter(({ id }) => ![FORMAT, INITIATION, AMOUNT, CRC].includes(id));
  const later = others.findIndex(({ id }) => id > AMOUNT);
  const at = later === -1 ? others.length : later;
  const unsealed = writeTlv([
    { id: FORMAT, value: '01' },
    { id: INITIATION, value: DYNAMIC },
    ...others.slice(0, at),
    { id: AMOUNT, value: amount.toString() },
    ...others.slice(at),
  ]);
  if (unsealed === null) throw qrisInvalid('a value is too long');
  const sealed = `${unsealed}${CRC}04`;
  return sealed + crc16(sealed);
}

/**
 * What a provider gave must ask the customer for exactly the amount. Some acquirers mark a code for a single payment as
 * static, so it is the amount that counts.
 */
export function requireQrisOf(payload: string, amount: Money): void {
  const asked = readQris(payload).amount;
  if (asked !== amount) throw qrisAmountDiffers(moneyToJson(amount), asked === null ? null : moneyToJson(asked));
}

function readAmount(text: string | undefined): Money | null {
  if (text === undefined) return null;
  const [whole = '', cents = ''] = text.split('.');
  if (!AMOUNT_FORM.test(text) || !/^0*$/.test(cents)) throw qrisInvalid('its amount is none in whole rupiah');
  return BigInt(whole);
}

function isMerchantAccount({ id }: DataObject): boolean {
  return Number(id) >= MERCHANT_ACCOUNTS.from && Number(id) <= MERCHANT_ACCOUNTS.to;
}
