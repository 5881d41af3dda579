/** Barcodes: UPC-A, EAN-8, EAN-13 and GTIN-14. Source: GS1 General Specifications. */

/** Whether digits are a GTIN by length and check digit. */
export function isGtin(digits: string): boolean {
  const { length } = digits;
  if ((length !== 8 && (length < 12 || length > 14)) || !/^\d+$/.test(digits)) return false;
  const sum = Array.from(digits)
    .toReversed()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** Fewer digits are a picture's number rather than a barcode that lost its zeros. */
const minDigits = 7;
const maxDigits = 14;

/**
 * What two spellings of a barcode have in common: its digits without leading zeros, which spreadsheets drop and GTIN-14 adds. Null for what
 * is no barcode by its length.
 */
export function barcodeKey(text: string): string | null {
  if (!/^\d+$/.test(text) || text.length > maxDigits) return null;
  const key = text.replace(/^0+/, '');
  return key.length < minDigits ? null : key;
}
