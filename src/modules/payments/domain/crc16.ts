const POLYNOMIAL = 0x1021;

/**
 * CRC-16/CCITT-FALSE (ISO/IEC 13239: polynomial 1021, from FFFF, not reflected) as four capital hex digits: the checksum
 * of EMV QR Code Specification for Payment Systems, Merchant-Presented Mode v1.1, 4.7.3. Over the bytes of UTF-8.
 */
export function crc16(text: string): string {
  let crc = 0xffff;
  for (const byte of new TextEncoder().encode(text)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? POLYNOMIAL : 0)) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, '0');
}
