/** Barcodes: UPC-A, EAN-8, EAN-13 and GTIN-14. Source: GS1 General Specifications. */

/** Whether digits are a GTIN by length and check digit. */
export function isGtin(digits: string): boolean {
  const { length } = digits;
  if ((length !== 8 && (length < 12 || length > 14)) || !/^\d+$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += Number(digits[at]) * ((length - at) % 2 === 1 ? 1 : 3);
  return sum % 10 === 0;
}

/** A shorter number counts pictures rather than being a barcode without its leading zeros. */
const minDigits = 7;
const maxDigits = 14;

/**
 * The digits of a barcode without leading zeros, because spreadsheets drop them and GTIN-14 adds one. Null if its
 * length is no barcode's.
 */
export function barcodeKey(text: string): string | null {
  if (!/^\d+$/.test(text) || text.length > maxDigits) return null;
  const key = text.replace(/^0+/, '');
  return key.length < minDigits ? null : key;
}
