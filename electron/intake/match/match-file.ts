import { compact, fold, stemOf, tokensOf } from './fold.ts';
import type { Candidate, FileToMatch, Match, View } from './match.ts';
import { readName, silent, type NameResult } from './name.ts';
import { partsOf } from './parts.ts';
import { matchByPatterns } from './pattern-match.ts';
import type { Patterns } from './patterns.ts';
import { uniqueCandidates, type SkuIndex } from './sku-index.ts';

type Certain = Extract<NameResult, { is: 'certain' }>;
type Unsure = Extract<NameResult, { is: 'unsure' }>;
type FolderResult = { is: 'none' } | (Certain & { folder: string }) | (Unsure & { folder: string });

/**
 * Finds the product or variant of a file by its name and folders: by the user's own patterns where one fits, else by the rules for file names. It
 * never guesses: what could mean two things, or might belong to something that isn't in the catalogue, is ambiguous.
 */
export function matchFile(file: FileToMatch, index: SkuIndex, patterns: Patterns): Match {
  const byPattern = matchByPatterns(file, index, patterns);
  if (byPattern !== null) return byPattern;
  const stem = stemOf(file.fileName.normalize('NFC'));
  if (patterns.only && patterns.list.length > 0) {
    const why = 'The file name fits none of your patterns.';
    return { is: 'unmatched', nearest: index.nearest(queriesOf(stem)), why };
  }
  const name = readName(stem, index);
  const folder = readFolders(file.folder, index);
  return decide(name, folder, stem, index);
}

function decide(name: NameResult, folder: FolderResult, stem: string, index: SkuIndex): Match {
  if (folder.is === 'none') return byNameAlone(name, stem, index);
  if (folder.is === 'unsure') return withUnsureFolder(name, folder, stem, index);
  const inFolder = () => {
    const { view, viewText } = silent(tokensOf(fold(stem)));
    return matchedByFolder(folder, view, viewText);
  };
  switch (name.is) {
    case 'silent':
      return inFolder();
    case 'certain': {
      if (name.product.productId === folder.product.productId) return agreed(name, folder);
      // In a folder named by a SKU a bare number or id counts the pictures.
      if (!name.strong && folder.strong && name.by === 'product-id') return inFolder();
      return conflict([name.product], folder);
    }
    case 'unsure': {
      const same = name.candidates.filter(({ productId }) => productId === folder.product.productId);
      if (same.length > 0) return inFolder();
      if (!name.strong && folder.strong) return inFolder();
      return conflict(name.candidates, folder);
    }
  }
}

function byNameAlone(name: NameResult, stem: string, index: SkuIndex): Match {
  switch (name.is) {
    case 'certain':
      return matchedByName(name);
    case 'unsure':
      return { is: 'ambiguous', candidates: name.candidates, why: `The file name ${name.because}.` };
    case 'silent': {
      if (name.camera) {
        const why = 'The camera or phone gave this name; it contains no SKU.';
        return { is: 'unmatched', nearest: [], why };
      }
      const nearest = index.nearest(queriesOf(stem));
      const why =
        nearest.length > 0
          ? 'No SKU in your store is spelled like this file name. These come closest.'
          : 'No SKU in your store is in this file name or its folder’s.';
      return { is: 'unmatched', nearest, why };
    }
  }
}

function withUnsureFolder(
  name: NameResult,
  folder: Unsure & { folder: string },
  stem: string,
  index: SkuIndex,
): Match {
  if (name.is === 'silent' && (folder.strong || name.view !== null)) {
    const why = `The folder “${folder.folder}” ${folder.because}.`;
    return { is: 'ambiguous', candidates: folder.candidates, why };
  }
  if (name.is === 'silent') return byNameAlone(name, stem, index);
  if (name.is === 'certain') {
    const same = folder.candidates.some(({ productId }) => productId === name.product.productId);
    return same || folder.candidates.length > 1 || !folder.strong
      ? matchedByName(name)
      : conflict([name.product], folder);
  }
  const both = name.candidates.filter(({ productId, variantId }) =>
    folder.candidates.some((one) => one.productId === productId && one.variantId === variantId),
  );
  return {
    is: 'ambiguous',
    candidates: both.length > 0 ? both : uniqueCandidates([...name.candidates, ...folder.candidates]),
    why: `The file name ${name.because}.`,
  };
}

/** Name and folder name the same product; where one of them names a variant, that is meant. */
function agreed(name: Certain, folder: Certain & { folder: string }): Match {
  const [inName, inFolder] = [name.product.variantId, folder.product.variantId];
  if (inName !== null && inFolder !== null && inName !== inFolder) return conflict([name.product], folder);
  if (inName === null && inFolder !== null) return matchedByFolder(folder, name.view, name.viewText);
  return matchedByName(name);
}

function conflict(named: readonly Candidate[], folder: (Certain | Unsure) & { folder: string }): Match {
  const inFolder = folder.is === 'certain' ? [folder.product] : folder.candidates;
  const shown = named[0]?.sku ?? '';
  return {
    is: 'ambiguous',
    candidates: uniqueCandidates([...named, ...inFolder]),
    why: `The file name says ${labelOf(named[0], shown)}, but its folder “${folder.folder}” says ${labelOf(inFolder[0], '')}.`,
  };
}

function labelOf(candidate: Candidate | undefined, otherwise: string): string {
  return candidate?.sku || candidate?.productName || otherwise;
}

function matchedByName(name: Certain): Match {
  const { productId, variantId, sku } = name.product;
  const found =
    name.by === 'product-id'
      ? `the product id ${productId}`
      : `the SKU ${sku}${name.by === 'variant-sku' ? ' of a variant' : ''}`;
  const why = `The file name ${name.verb} ${found}${viewClause(name.view, name.viewText)}.`;
  return { is: 'matched', productId, variantId, sku, by: name.by, where: 'name', view: name.view, why };
}

function matchedByFolder(folder: Certain & { folder: string }, view: View | null, viewText: string): Match {
  const { productId, variantId, sku } = folder.product;
  const found =
    folder.by === 'product-id'
      ? `the product id ${productId}`
      : `the SKU ${sku}${folder.by === 'variant-sku' ? ' of a variant' : ''}`;
  const why = `The name of the folder “${folder.folder}” ${folder.verb} ${found}${viewClause(view, viewText)}.`;
  return { is: 'matched', productId, variantId, sku, by: folder.by, where: 'folder', view, why };
}

function viewClause(view: View | null, text: string): string {
  if (view === null || text === '') return '';
  return view.kind === 'word' ? `; “${text}” says it is the ${view.text} view` : `; “${text}” says its place`;
}

/** What the folder last asked about says: files of one come one after another. */
const lastFolder = new WeakMap<SkuIndex, { path: string; result: FolderResult }>();

function readFolders(path: string, index: SkuIndex): FolderResult {
  const last = lastFolder.get(index);
  if (last?.path === path) return last.result;
  const result = readPath(path, index);
  lastFolder.set(index, { path, result });
  return result;
}

/** The nearest folder, upwards, whose name names a product. Two that name different products leave it open. */
function readPath(path: string, index: SkuIndex): FolderResult {
  let nearest: FolderResult = { is: 'none' };
  const folders = path.normalize('NFC').split('/').filter(Boolean).toReversed();
  for (const [depth, folder] of folders.entries()) {
    const result = readFolder(folder, depth, index);
    if (result === null) continue;
    if (nearest.is === 'none') {
      nearest = { ...result, folder };
      continue;
    }
    if (nearest.is === 'unsure' && result.is === 'certain') {
      const fits = nearest.candidates.some(({ productId }) => productId === result.product.productId);
      if (fits || !nearest.strong) nearest = { ...result, folder };
      continue;
    }
    if (
      nearest.is === 'certain' &&
      result.is === 'certain' &&
      result.product.productId !== nearest.product.productId
    ) {
      if (!result.strong) continue;
      if (!nearest.strong) {
        nearest = { ...result, folder };
        continue;
      }
      const candidates = uniqueCandidates([nearest.product, result.product]);
      const because = `lies in “${folder}”, and each names another product`;
      return { is: 'unsure', candidates, because, strong: true, folder: nearest.folder };
    }
  }
  return nearest;
}

const sizesAndYears = /^(?:\d{1,2}|72|96|150|300|600|\d{1,2}00|1024|1080|1280|1920|2048|2560|3840)$/;

/** What a folder's name says, with words and numbers that folders bear for other reasons taken for doubtful; null for nothing. */
function readFolder(folder: string, depth: number, index: SkuIndex): Certain | Unsure | null {
  const result = readName(folder, index);
  if (result.is === 'silent') return null;
  if (result.is === 'unsure') return result.strong ? result : null;
  const folded = fold(folder);
  const tokens = tokensOf(folded);
  const isSizeOrYear = sizesAndYears.test(compact(tokens));
  const isWord = /^\p{L}+$/u.test(compact(tokens)) && tokens.length === 1;
  const isOrdinaryWord = isWord && (index.isWordOfNames(folded) || depth > 0);
  if (!isSizeOrYear && !isOrdinaryWord) return result;
  const { product, verb } = result;
  return {
    is: 'unsure',
    candidates: [product],
    because: `${verb} “${product.sku || product.productId}”, but a folder may be called so for another reason`,
    strong: isOrdinaryWord ? depth === 0 : true,
  };
}

/** What to look for among the SKUs when nothing was found: the name without what says nothing, and its beginning. */
function queriesOf(stem: string): string[] {
  const tokens = tokensOf(fold(stem));
  const parts = partsOf(tokens, 0, tokens.length);
  const telling = parts.filter(
    ({ is }) =>
      is === 'unknown' ||
      is === 'code' ||
      is === 'letter' ||
      is === 'number' ||
      is === 'name' ||
      is === 'attribute',
  );
  const texts = telling.map(({ text }) => text.replaceAll(' ', ''));
  const whole = texts.join('');
  const queries = [whole, texts.slice(0, -1).join(''), compact(tokens)];
  return [...new Set(queries)].filter((text) => text.length >= 3 && text.length <= 64);
}
