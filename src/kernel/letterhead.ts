import { centred, type PrintLine } from './print-document';

/** Who sells, as it stood when a receipt was written. */
export interface Letterhead {
  readonly name: string;
  readonly legalName: string;
  readonly address: string;
  /** NPWP. */
  readonly taxNumber: string | null;
  readonly outletName: string;
  readonly outletAddress: string;
  /** Lines. */
  readonly header: string;
}

/** Name, address and NPWP of who sells: PER-11/PJ/2025 art. 51. */
export function letterhead(head: Letterhead): PrintLine[] {
  const said = [
    head.legalName === head.name ? '' : head.legalName,
    head.address,
    head.outletName === head.name ? '' : head.outletName,
    head.outletAddress === head.address ? '' : head.outletAddress,
    head.taxNumber === null ? '' : `NPWP ${head.taxNumber}`,
  ];
  return [centred(head.name, true), ...said.filter(Boolean).map((text) => centred(text)), ...centredLines(head.header)];
}

export function centredLines(text: string): PrintLine[] {
  return text === '' ? [] : text.split(/\r\n|\r|\n/).map((line) => centred(line));
}
