import { barcodeKey } from './barcode.ts';
import { uniqueCandidates, type CatalogueIndex } from './catalogue-index.ts';
import { ruleOf } from './evidence.ts';
import { fold, keyOf, tokensOf } from './fold.ts';
import { readName } from './file-name.ts';
import { offersFor, spelledLike } from './likely.ts';
import type { BatchContext, Candidate } from './match.ts';
import { messages } from './match-messages.ts';
import { unsure, type NameResult } from './name-result.ts';
import { partsOf, type Part } from './parts.ts';
import { mayNameArticle } from './roles.ts';
import { isOtherThing } from './vocabulary.ts';
import { folderRules, weaknessOfFolder } from './weakness.ts';

/** Finds the product that the folders of a file mean. */

type Certain = Extract<NameResult, { type: 'certain' }>;
type Unsure = Extract<NameResult, { type: 'unsure' }>;

/** A folder and what its name means. */
type Named<Result> = Result & { folder: string };
export type CertainFolder = Named<Certain> & {
  /** What a folder below it makes of its name. */
  goesOn: GoesOn | null;
};
export type UnsureFolder = Named<Unsure>;
export type FolderResult = CertainFolder | UnsureFolder | { type: 'none'; like: LikeFolder | null };

/** The nearest folder that is called like products, but is none's. */
export interface LikeFolder {
  folder: string;
  products: Candidate[];
}

/** Words below a product's folder that make another product's name or code of its own. */
export interface GoesOn {
  words: string;
  others: Candidate[];
}

/** Result of the last folder. Files of one folder follow one another. */
const lastFolder = new WeakMap<
  CatalogueIndex,
  { path: string; context: BatchContext; result: FolderResult }
>();

export function readFolders(path: string, index: CatalogueIndex, context: BatchContext): FolderResult {
  const last = lastFolder.get(index);
  if (last?.path === path && last.context === context) return last.result;
  const result = readPath(path, index, context);
  lastFolder.set(index, { path, context, result });
  return result;
}

export const segmentsOf = (path: string) => path.normalize('NFC').split('/').filter(Boolean);

function readPath(path: string, index: CatalogueIndex, context: BatchContext): FolderResult {
  const folders = joinBarcodes(segmentsOf(path), index).toReversed();
  const found = nearestFolder(folders, index, context);
  if (found === null) return { type: 'none', like: likeOneOf(folders, index) };
  if (found.type === 'unsure') return found;
  const below = folders.slice(0, folders.indexOf(found.folder));
  const [goesOn = null] = below.flatMap((words) => continued(found, words, index) ?? []);
  return { ...found, goesOn };
}

function likeOneOf(folders: readonly string[], index: CatalogueIndex): LikeFolder | null {
  for (const folder of folders) {
    const products = uniqueCandidates([...offersFor(folder, index), ...spelledLike(folder, index)]);
    if (products.length > 0) return { folder, products };
  }
  return null;
}

/**
 * The nearest folder upwards whose name means a product; null for none. Two folders that mean different products are
 * asked about.
 */
function nearestFolder(
  folders: readonly string[],
  index: CatalogueIndex,
  context: BatchContext,
): Named<Certain> | Named<Unsure> | null {
  let nearest: Named<Certain> | Named<Unsure> | null = null;
  for (const [depth, folder] of folders.entries()) {
    const result = readFolder(folder, depth, index, context);
    if (result === null) continue;
    const isBareId = result.type === 'unsure' && result.isBareId === true;
    // Picture catalogues divide a barcode into folders: 007/123/400/0379.
    if (isBareId && [folders[depth - 1], folders[depth + 1]].some(isNumber)) continue;
    if (nearest === null || (nearest.type === 'unsure' && nearest.isBareId && !isBareId)) {
      nearest = { ...result, folder };
      continue;
    }
    if (nearest.type === 'unsure' && result.type === 'certain') {
      const fits = nearest.candidates.some(({ productId }) => productId === result.product.productId);
      if (fits || !nearest.strong) nearest = { ...result, folder };
      continue;
    }
    if (
      nearest.type === 'certain' &&
      result.type === 'certain' &&
      result.product.productId !== nearest.product.productId
    ) {
      if (!result.strong) continue;
      if (!nearest.strong) {
        nearest = { ...result, folder };
        continue;
      }
      const candidates = uniqueCandidates([nearest.product, result.product]);
      const said = { folder: nearest.folder, other: folder };
      return { ...unsure(candidates, true, () => messages.foldersDisagree(said)), folder: nearest.folder };
    }
  }
  return nearest;
}

/**
 * Joins folders that are parts of one barcode, if the catalogue has the barcode: `007/123/400/0379` becomes one name.
 */
function joinBarcodes(folders: readonly string[], index: CatalogueIndex): string[] {
  const joined: string[] = [];
  for (let at = 0; at < folders.length; at += 1) {
    let digits = folders[at] ?? '';
    let end = at;
    while (isNumber(digits) && isNumber(folders[end + 1]) && digits.length < 14) {
      end += 1;
      digits += folders[end] ?? '';
    }
    const isBarcode =
      end > at &&
      barcodeKey(digits) !== null &&
      index.find(digits)?.identifiers.every((one) => ruleOf(one).spelling === 'digits');
    joined.push(isBarcode ? digits : (folders[at] ?? ''));
    if (isBarcode) at = end;
  }
  return joined;
}

const isNumber = (folder: string | undefined) => folder !== undefined && /^\d+$/.test(folder);

/** What a folder's name means; null for nothing. A name that folders often have for other reasons is unsure. */
function readFolder(
  folder: string,
  depth: number,
  index: CatalogueIndex,
  context: BatchContext,
): Certain | Unsure | null {
  const result = readName(folder, index, context);
  if (result.type === 'silent') return null;
  if (result.type === 'unsure' && !result.isBareId) return result.strong ? result : null;
  const weakness = weaknessOfFolder(folder, depth, index.isWordOfNames);
  if (weakness === null) return result;
  const { isStrong, mayBeId } = folderRules[weakness];
  if (result.type === 'unsure') return mayBeId ? result : null;
  const { product, verb } = result;
  return unsure([product], isStrong === 'always' || depth === 0, () =>
    messages.folderWord({ folder, verb, sku: product.sku }),
  );
}

/**
 * What a name below a product's folder makes of it: `Set of 4` in the folder of a mug may be the product `Mug Set of
 * 4`. Null if no other product is called so. Numbers count pictures there, whatever SKUs end in.
 */
export function continued(found: Named<Certain>, words: string, index: CatalogueIndex): GoesOn | null {
  const { folder, product } = found;
  const tokens = tokensOf(fold(words));
  const parts = partsOf(tokens, 0, tokens.length, index.termsOf(product.productId));
  if (!parts.some((part) => mayContinue(part, found, index))) return null;
  const more = parts.flatMap(({ type, text }) => (type === 'name' ? [] : [text])).join(' ');
  for (const head of new Set([folder, product.productName])) {
    const named = productsIn(`${head} ${more}`, index);
    if (named.every(({ productId }) => productId === product.productId)) continue;
    const before = new Set([product, ...productsIn(head, index)].map(({ productId }) => productId));
    const others = named.filter(({ productId }) => !before.has(productId));
    if (others.length > 0) return { words, others };
  }
  return null;
}

function productsIn(name: string, index: CatalogueIndex): Candidate[] {
  const read = readName(name, index);
  return read.type === 'certain' ? [read.product] : read.type === 'unsure' ? read.candidates : [];
}

/** Whether a part may belong to another product's name, or to its code behind the folder's. */
function mayContinue(part: Part, { text: code, product }: Named<Certain>, index: CatalogueIndex): boolean {
  const { type, text } = part;
  const isTelling =
    ['unknown', 'attribute', 'letter', 'code'].includes(type) ||
    (type === 'view' && (mayNameArticle(text) || isOtherThing(text)));
  if (!isTelling) return false;
  if (text.split(' ').some(index.isWordOfNames)) return true;
  return index.beginsOthersCode(keyOf(`${code} ${text}`), new Set([product.productId]));
}
