/** Barcodes: UPC-A, EAN-8, EAN-13 and GTIN-14. Source: GS1 General Specifications. */

/** Whether digits are a GTIN by length and check digit. */
export function isGtin(digits: string): boolean {
  const { length } = digits;
  if ((length !== 8 && (length < 12 || length > 14)) || !/^\d+$/.test(digits)) return false;
  let sum = 0;
  for (let at = 0; at < length; at += 1) sum += Number(digits[at]) * ((length - at) % 2 === 1 ? 1 : 3);
  return sum % 10 === 0;
}

/** Fewer digits are a picture's number rather than a barcode that lost its zeros. */
const minDigits = 7;
const maxDigits = 14;

/**
 * What two spellings of a barcode have in common: its digits without leading zeros, which spreadsheets drop and GTIN-14
 * adds. Null for what is no barcode by its length.
 */
export function barcodeKey(text: string): string | null {
  if (!/^\d+$/.test(text) || text.length > maxDigits) return null;
  const key = text.replace(/^0+/, '');
  return key.length < minDigits ? null : key;
}
