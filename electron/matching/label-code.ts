import { barcodeKey, isGtin } from './barcode.ts';
import { candidateOf, type CatalogueIndex } from './catalogue-index.ts';
import { keyOf } from './fold.ts';
import type { Candidate, Identifier } from './match.ts';

/**
 * The product or variant of a code that was read in a picture. The code must be its whole SKU, or its barcode in any
 * spelling of a GTIN: readers report a UPC-A with a leading zero. Null if no product has it, or several.
 */
export function ownerOfCode(code: string, index: CatalogueIndex): Candidate | null {
  const entry = index.find(keyOf(code));
  const owners = entry?.identifiers.filter((one) => isWhole(code, one)) ?? [];
  const [first] = owners;
  if (first === undefined || owners.some(({ productId }) => productId !== first.productId)) return null;
  if (owners.length > 1) return index.productById(first.productId);
  return candidateOf(first);
}

function isWhole(code: string, { type, text }: Identifier): boolean {
  if (type === 'sku' && text.trim().toLowerCase() === code.trim().toLowerCase()) return true;
  const digits = keyOf(text);
  return (type === 'sku' || type === 'barcode') && isGtin(code) && barcodeKey(digits) === barcodeKey(code);
}
