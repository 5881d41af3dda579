import type { Manifest, ManifestError, ManifestRow } from './manifest.ts';
import { compact, fold, stemOf, tokensOf } from '../fold.ts';
import type { Candidate, FileToMatch, Match } from '../match.ts';
import { candidateOf, type SkuIndex } from '../sku-index.ts';

/** What a manifest says of one file. */
export interface ManifestMatch {
  match: Extract<Match, { is: 'matched' }>;
  /** Row of the manifest. */
  line: number;
  alt: string | null;
  position: number | null;
  thumbnail: boolean | null;
}

export interface AppliedManifest {
  /** One for each file given, in the same order; null for a file that the manifest doesn't name, or not well enough. */
  files: (ManifestMatch | null)[];
  /** Those of reading the manifest and those of applying it, by row. */
  errors: ManifestError[];
}

/**
 * Brings a manifest and files together: by path where it gives one, else by name, upper and lower case aside where that leaves one file. A row
 * whose file or product can't be told for certain is an error and changes nothing.
 */
export function applyManifest(
  manifest: Manifest,
  files: readonly FileToMatch[],
  index: SkuIndex,
): AppliedManifest {
  const applied: AppliedManifest = { files: files.map(() => null), errors: [...manifest.errors] };
  const finder = fileFinder(files);
  for (const row of manifest.rows) {
    const fail = (sentence: string) =>
      applied.errors.push({
        line: row.line,
        reason: { code: 'manifest-row', sentence: `Row ${row.line}: ${sentence}` },
      });
    const owner = ownerOf(row, index);
    if (typeof owner === 'string') {
      fail(owner);
      continue;
    }
    const places = finder(row.file);
    const [place] = places;
    if (place === undefined) {
      fail(`no file called “${row.file}” is among these.`);
      continue;
    }
    if (places.length > 1) {
      fail(`${places.length} files could be “${row.file}”; give its folder too, as in folder/${row.file}.`);
      continue;
    }
    const before = applied.files[place];
    if (before) {
      fail(
        `“${row.file}” is given to ${before.match.sku || 'a product'} in row ${before.line}; a photo can go to one product only.`,
      );
      continue;
    }
    const { productId, variantId, sku } = owner;
    const why = `Row ${row.line} of your list gives this file to ${sku === '' ? `the product id ${productId}` : `the SKU ${sku}`}.`;
    applied.files[place] = {
      match: {
        is: 'matched',
        productId,
        variantId: row.ofProduct ? null : variantId,
        sku,
        by: 'manifest',
        where: 'name',
        view: null,
        why,
      },
      line: row.line,
      alt: row.alt,
      position: row.position,
      thumbnail: row.thumbnail,
    };
  }
  applied.errors.sort((a, b) => a.line - b.line);
  return applied;
}

/** The product or variant of a row, or what is wrong with it. A SKU written exactly goes before one that is equal but for separators. */
function ownerOf(row: ManifestRow, index: SkuIndex): Candidate | string {
  if (row.sku === null) {
    const product = row.productId === null ? null : index.productById(row.productId);
    return product ?? `your store has no product with the id ${row.productId}.`;
  }
  const alike = index.find(compact(tokensOf(fold(row.sku))))?.holders ?? [];
  const exact = alike.filter(({ sku }) => sku === row.sku);
  const holders = exact.length > 0 ? exact : alike;
  if (holders.length === 0) return unknownSku(row.sku, index);
  const given =
    row.productId === null ? holders : holders.filter(({ productId }) => productId === row.productId);
  const products = new Set(given.map(({ productId }) => productId));
  if (products.size === 0) return `the SKU ${row.sku} isn’t that of the product id ${row.productId}.`;
  const own =
    given.find(({ variantId }) => variantId === null) ??
    (row.ofProduct || given.length === 1 ? given[0] : undefined);
  if (products.size > 1 || own === undefined)
    return `the SKU ${row.sku} belongs to more than one ${products.size > 1 ? 'product' : 'variant'}.`;
  return candidateOf(own);
}

/** Says that there is no such SKU, and what spreadsheets do to SKUs or what comes closest. */
function unknownSku(sku: string, index: SkuIndex): string {
  if (/^\d+(?:[.,]\d+)?E\+\d+$/i.test(sku))
    return `“${sku}” is a number that a spreadsheet has rounded; format the column as text and write the SKU again.`;
  const key = compact(tokensOf(fold(sku)));
  const zeros = [1, 2, 3, 4, 5, 6].flatMap((count) => index.find('0'.repeat(count) + key)?.holders ?? []);
  const [nearest] = /^\d+$/.test(key) && zeros.length > 0 ? zeros : index.nearest([key]);
  return `your store has no SKU ${sku}${nearest === undefined ? '' : `; ${nearest.sku} comes closest`}.`;
}

/** Finds the places of files by a name or path as a list has it. */
function fileFinder(files: readonly FileToMatch[]): (written: string) => number[] {
  const paths = files.map(({ fileName, folder }) =>
    [folder, fileName].filter(Boolean).join('/').normalize('NFC'),
  );
  const byName = Map.groupBy(files.keys(), (place) => fold(nameOf(paths[place] ?? '')));
  const byStem = Map.groupBy(files.keys(), (place) => fold(stemOf(nameOf(paths[place] ?? ''))));

  return (written) => {
    const path = written.normalize('NFC').replace(/^(?:\.?\/)+/, '');
    const named = byName.get(fold(nameOf(path))) ?? byStem.get(fold(nameOf(path))) ?? [];
    if (named.length <= 1) return [...named];
    const narrower = [
      (place: number) => `/${paths[place]}`.endsWith(`/${path}`),
      (place: number) => fold(`/${paths[place]}`).endsWith(fold(`/${path}`)),
      (place: number) => nameOf(paths[place] ?? '') === nameOf(path),
    ];
    for (const fits of narrower) {
      const left = named.filter(fits);
      if (left.length === 1) return left;
    }
    // The path from the top is meant, though the same ends another path too.
    const whole = named.filter((place) => fold(paths[place] ?? '') === fold(path));
    return whole.length === 1 && path.includes('/') ? whole : named;
  };
}

const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);
