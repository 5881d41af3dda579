import { writeFile } from 'node:fs/promises';
import type { LabelledProduct } from '../app.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import { reason } from '../../shared/messages/reason.ts';

/** Writes a PDF of labels, and answers how many. A product without a SKU gets none. */
export async function printLabels(
  products: readonly LabelledProduct[],
  path: string,
): Promise<Outcome<{ labels: number }>> {
  const labels = products.flatMap(({ sku, name }) => (sku === '' ? [] : [{ code: sku, name }]));
  if (labels.length === 0) return no(reason('labels-none'));
  try {
    // Loaded when labels are printed.
    const { labelSheet } = await import('../review/label-sheet.ts');
    await writeFile(path, labelSheet(labels));
    return ok({ labels: labels.length });
  } catch {
    return no(reason('labels-not-saved'));
  }
}
