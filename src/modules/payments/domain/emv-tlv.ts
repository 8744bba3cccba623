/** A data object of a merchant-presented QR code: its id and its value. */
export interface DataObject {
  readonly id: string;
  readonly value: string;
}

const OBJECT_HEAD = /^\d{4}$/;
const LENGTH_MAX = 99;

/**
 * Reads a row of data objects: two digits of id, two of length, and that many characters (EMV QRCPS Merchant-Presented
 * Mode v1.1, 3.2). Null where it is none.
 */
export function readTlv(text: string): DataObject[] | null {
  const characters = [...text]; // a length counts characters, and one of another alphabet may take two units of a string
  const objects: DataObject[] = [];
  for (let at = 0; at < characters.length;) {
    const head = characters.slice(at, at + 4).join('');
    if (!OBJECT_HEAD.test(head)) return null;
    const end = at + 4 + Number(head.slice(2));
    if (end > characters.length) return null;
    objects.push({ id: head.slice(0, 2), value: characters.slice(at + 4, end).join('') });
    at = end;
  }
  return objects;
}

/** Null where a value is longer than two digits can say. */
export function writeTlv(objects: readonly DataObject[]): string | null {
  const lengths = objects.map(({ value }) => [...value].length);
  if (lengths.some((length) => length > LENGTH_MAX)) return null;
  return objects.map(({ id, value }, index) => `${id}${String(lengths[index]).padStart(2, '0')}${value}`).join('');
}
