import { createFileFinder, type FolderSense, type FoundFiles, type ListedFile } from './listed-file.ts';
import type { Manifest, ManifestError, ManifestRow } from './manifest.ts';
import { keyOf } from '../fold.ts';
import type { Candidate, Identifier, Match, NamedVariants } from '../match.ts';
import { messages } from '../match-messages.ts';
import { readName } from '../file-name.ts';
import { reason, type Reason } from '../../../shared/messages/reason.ts';
import { candidateOf, type CatalogueIndex } from '../catalogue-index.ts';

/** What a manifest says about one file and one product. */
export interface ManifestMatch {
  match: Extract<Match, { type: 'matched' }>;
  /** Row of the manifest. */
  line: number;
  alt: string | null;
  /** As in the row; null if it gives none. */
  position: number | null;
  /** Place among the product's files of the manifest, from 0. */
  place: number;
  thumbnail: boolean | null;
}

interface AppliedManifest {
  /** For each file, in the same order, one match for each product that the manifest gives it to. */
  files: ManifestMatch[][];
  /** Errors of reading and of applying the manifest, by row. */
  errors: ManifestError[];
}

/** The owner in a row: a product, a variant, or several variants of a product. */
type Owner = Candidate & { variants?: NamedVariants };

/** A row that has found its product and its file. */
interface Claim {
  row: ManifestRow;
  owner: Owner;
  file: number;
  fit: number;
}

/**
 * Assigns files to products by a manifest: by path if a row has one, else by name. A row whose file or product is not
 * certain is an error and changes nothing. Several rows may give one file to several products or variants. If another
 * row names a file's path more closely, a row is an error.
 */
export function applyManifest(
  manifest: Manifest,
  files: readonly ListedFile[],
  index: CatalogueIndex,
): AppliedManifest {
  const errors = [...manifest.errors];
  const fail = ({ line }: ManifestRow, reason: Reason) => errors.push({ line, reason });
  const find = createFileFinder(files);
  const claims: Claim[] = [];
  for (const row of manifest.rows) {
    const owners = agreed(row, ownersOf(row, index), index);
    if ('code' in owners) {
      fail(row, owners);
      continue;
    }
    const found = find(row.file, senseFor(owners, index));
    const [file] = found.places;
    if (file === undefined || found.places.length > 1) fail(row, notFound(row, found, files));
    else claims.push(...owners.map((owner) => ({ row, owner, file, fit: found.fit })));
  }

  const best = new Map<number, Claim>();
  for (const claim of claims) {
    const before = best.get(claim.file);
    if (before === undefined || claim.fit > before.fit) best.set(claim.file, claim);
  }
  const kept = claims.filter((claim) => {
    const { row, owner, file, fit } = claim;
    const before = best.get(file);
    if (before === undefined || fit >= before.fit) return true;
    if (before.row.line !== row.line || before.owner.productId !== owner.productId)
      fail(
        row,
        reason('row-file-taken', {
          line: row.line,
          by: before.owner.sku === '' ? 'product' : 'sku',
          file: row.file,
          owner: before.owner.sku,
          first: before.row.line,
        }),
      );
    return false;
  });
  const applied = files.map((): ManifestMatch[] => []);
  for (const own of Map.groupBy(mergeVariants(kept), ({ owner }) => owner.productId).values())
    for (const [place, claim] of inOrder(own).entries()) applied[claim.file]?.push(matchOf(claim, place));
  errors.sort((a, b) => a.line - b.line);
  return { files: applied, errors };
}

/** Merges rows that give one file to variants of one product: the file has only one place there. */
function mergeVariants(claims: readonly Claim[]): Claim[] {
  const groups = Map.groupBy(claims, ({ file, owner }) => `${file}/${owner.productId}`);
  return [...groups.values()].flatMap((group): Claim[] => {
    const [first] = group;
    if (first === undefined || group.length === 1) return group;
    const named = group.filter(({ row }) => !row.ofProduct);
    const ids = new Set(named.flatMap(({ owner }) => variantIdsOf(owner)));
    const skus = named.filter(({ owner }) => variantIdsOf(owner).length > 0).map(({ owner }) => owner.sku);
    const { productId, productName } = first.owner;
    const sku = group.find(({ owner }) => variantIdsOf(owner).length === 0)?.owner.sku ?? first.owner.sku;
    const whole = { productId, variantId: null, sku, productName };
    const variants = { text: [...new Set(skus)].join(', '), variantIds: [...ids] };
    const row = {
      ...first.row,
      alt: group.find(({ row: { alt } }) => alt !== null)?.row.alt ?? null,
      position: group.find(({ row: { position } }) => position !== null)?.row.position ?? null,
      thumbnail: group.find(({ row: { thumbnail } }) => thumbnail !== null)?.row.thumbnail ?? null,
    };
    return [{ ...first, row, owner: ids.size === 0 ? whole : { ...whole, variants } }];
  });
}

function variantIdsOf({ variantId, variants }: Owner): readonly number[] {
  return variants?.variantIds ?? (variantId === null ? [] : [variantId]);
}

/**
 * Sorts by position, counted from 0 if one of them is 0. Rows without a position fill the other places in the order
 * of the list.
 */
function inOrder(claims: readonly Claim[]): Claim[] {
  const at = ({ row }: Claim) => row.position ?? Infinity;
  const placed = claims.filter(({ row }) => row.position !== null).toSorted((a, b) => at(a) - at(b));
  const others = claims.filter(({ row }) => row.position === null);
  const first = placed[0]?.row.position === 0 ? 0 : 1;
  const ordered: Claim[] = [];
  for (const one of placed) {
    const free = at(one) - first - ordered.length;
    ordered.push(...others.splice(0, Math.max(0, free)), one);
  }
  return [...ordered, ...others];
}

function matchOf({ row, owner }: Claim, place: number): ManifestMatch {
  const { line, alt, position, thumbnail, ofProduct } = row;
  const { productId, variantId, sku } = owner;
  const match: ManifestMatch['match'] = {
    type: 'matched',
    productId,
    variantId: ofProduct ? null : variantId,
    sku,
    by: 'manifest',
    certainty: 'certain',
    variants: ofProduct ? null : (owner.variants ?? null),
    where: 'name',
    view: null,
    why: messages.list({ line, sku, productId }),
  };
  return { match, line, alt, position, place, thumbnail };
}

function senseFor(owners: readonly Owner[], index: CatalogueIndex): FolderSense {
  const own = new Set(owners.map(({ productId }) => productId));
  const isNamed = (folder: string, isRight: (productIds: number[]) => boolean) => {
    const said = readName(folder, index);
    if (said.type === 'silent' || !said.strong) return false;
    const named = said.type === 'certain' ? [said.product] : said.candidates;
    return isRight(named.map(({ productId }) => productId));
  };
  return {
    isOwn: (folder) => isNamed(folder, (ids) => ids.some((id) => own.has(id))),
    isAnothers: (folder) => isNamed(folder, (ids) => !ids.some((id) => own.has(id))),
  };
}

/** Why the file of a row is not certain. */
function notFound(
  { line, file }: ManifestRow,
  { places, elsewhere }: FoundFiles,
  files: readonly ListedFile[],
): Reason {
  const name = file.slice(Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\')) + 1);
  if (places.length > 1) {
    if (name === file) return reason('row-names-alike', { line, count: places.length, file });
    const folders = places.slice(0, 3).map((place) => quote(files[place]?.folder ?? ''));
    return reason('row-paths-alike', { line, count: places.length, file, folders: folders.join(', ') });
  }
  const [first] = elsewhere;
  if (first === undefined || name === file) return reason('row-no-such-file', { line, file });
  return elsewhere.length === 1
    ? reason('row-file-elsewhere', { line, file, found: first })
    : reason('row-files-elsewhere', { line, file, name });
}

const quote = (text: string) => `“${text}”`;

/** Products and variants with this SKU, ignoring separators. */
function skusOf(sku: string, index: CatalogueIndex): Identifier[] {
  const entry = index.find(keyOf(sku));
  return entry?.identifiers.filter(({ type }) => type === 'sku') ?? [];
}

/** The owners, or an error if another SKU column names another product. */
function agreed(row: ManifestRow, owners: Owner[] | Reason, index: CatalogueIndex): Owner[] | Reason {
  if ('code' in owners) return owners;
  const isAnothers = (sku: string): boolean => {
    const holders = skusOf(sku, index);
    return (
      holders.length > 0 &&
      !holders.some(({ productId }) => owners.some((owner) => owner.productId === productId))
    );
  };
  const other = row.otherSkus.find(isAnothers);
  return other === undefined
    ? owners
    : reason('row-skus-of-two-products', { line: row.line, sku: row.sku ?? '', other });
}

/** The owners in a row, or what is wrong with it. `ALD210-NVY~` and `ALD210-NVY*` mean all SKUs that begin so. */
function ownersOf(row: ManifestRow, index: CatalogueIndex): Owner[] | Reason {
  const [, beginning] = /^(.+)[~*]$/.exec(row.sku ?? '') ?? [];
  // A SKU may itself end in `~` or `*`.
  if (beginning === undefined || skusOf(row.sku ?? '', index).some(({ sku }) => sku === row.sku)) {
    const owner = ownerOf(row, index);
    return 'code' in owner ? owner : [owner];
  }
  const found = index
    .skusBeginning(beginning)
    .filter(({ productId }) => row.productId === null || productId === row.productId);
  const owners = [...Map.groupBy(found, ({ productId }) => productId).values()].flatMap((own): Owner[] => {
    const [first] = own;
    const whole = own.find(({ variantId }) => variantId === null);
    if (first === undefined || whole !== undefined) return whole === undefined ? [] : [candidateOf(whole)];
    if (own.length === 1) return [candidateOf(first)];
    const variantIds = own.flatMap(({ variantId }) => variantId ?? []).toSorted((a, b) => a - b);
    const product = index.productById(first.productId) ?? candidateOf(first);
    return [{ ...product, variantId: null, variants: { text: row.sku ?? '', variantIds } }];
  });
  return owners.length > 0 ? owners : reason('row-no-sku-begins', { line: row.line, sku: beginning });
}

/**
 * The product or variant of a row, or what is wrong with it. An exact SKU goes before one that only differs in
 * separators.
 */
function ownerOf(row: ManifestRow, index: CatalogueIndex): Candidate | Reason {
  const { line } = row;
  if (row.sku === null) {
    const product = row.productId === null ? null : index.productById(row.productId);
    if (product === null) return reason('row-unknown-product', { line, id: String(row.productId) });
    if (row.name === null || keyOf(row.name) === keyOf(product.productName)) return product;
    return reason('row-id-of-another', {
      line,
      id: String(row.productId),
      name: row.name,
      productName: product.productName,
    });
  }
  const alike = skusOf(row.sku, index);
  const exact = alike.filter(({ sku }) => sku === row.sku);
  const holders = exact.length > 0 ? exact : alike;
  if (holders.length === 0) return unknownSku(row.sku, line, index);
  const given =
    row.productId === null ? holders : holders.filter(({ productId }) => productId === row.productId);
  const products = new Set(given.map(({ productId }) => productId));
  if (products.size === 0)
    return reason('row-sku-of-another', { line, sku: row.sku, id: String(row.productId) });
  const own =
    given.find(({ variantId }) => variantId === null) ??
    (row.ofProduct || given.length === 1 ? given[0] : undefined);
  if (products.size > 1 || own === undefined)
    return reason('row-sku-of-several', {
      line,
      sku: row.sku,
      owners: products.size > 1 ? 'products' : 'variants',
    });
  return candidateOf(own);
}

/** Why there is no such SKU: a spreadsheet rounded it, or it is misspelt. Names the closest SKU. */
function unknownSku(sku: string, line: number, index: CatalogueIndex): Reason {
  if (/^\d+(?:[.,]\d+)?E\+\d+$/i.test(sku)) return reason('row-rounded-sku', { line, sku });
  const key = keyOf(sku);
  const zeros = [1, 2, 3, 4, 5, 6].flatMap((count) => skusOf('0'.repeat(count) + key, index));
  const [nearest] = /^\d+$/.test(key) && zeros.length > 0 ? zeros : index.nearest([key]);
  const near = nearest === undefined ? 'no' : 'yes';
  return reason('row-unknown-sku', { line, near, sku, nearest: nearest?.sku ?? '' });
}
