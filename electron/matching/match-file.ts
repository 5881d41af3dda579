import { compact, fold, stemOf, tokensOf } from './fold.ts';
import { noHabits } from './batch-context.ts';
import type { Candidate, FileToMatch, Habits, Match, View } from './match.ts';
import type { NameResult } from './name-result.ts';
import { readName, silent } from './file-name.ts';
import { partsOf, type Part } from './parts.ts';
import { matchByPatterns } from './pattern-match.ts';
import type { Patterns } from './patterns.ts';
import { candidateOf, uniqueCandidates, type SkuIndex } from './sku-index.ts';

type Certain = Extract<NameResult, { is: 'certain' }>;
type Unsure = Extract<NameResult, { is: 'unsure' }>;
type FolderResult = { is: 'none' } | (Certain & { folder: string }) | (Unsure & { folder: string });

/**
 * Finds the product or variant of a file by its name and folders: by the user's own patterns where one fits, else by the rules for file names. It
 * never guesses: what could mean two things, or might belong to something that isn't in the catalogue, is ambiguous.
 */
export function matchFile(
  file: FileToMatch,
  index: SkuIndex,
  patterns: Patterns,
  habits: Habits = noHabits,
): Match {
  const byPattern = matchByPatterns(file, index, patterns);
  if (byPattern !== null) return byPattern;
  const stem = stemOf(file.fileName.normalize('NFC'));
  if (patterns.only && patterns.list.length > 0) {
    const why = 'The file name fits none of your patterns.';
    return { is: 'unmatched', nearest: index.nearest(queriesOf(stem)), why };
  }
  const name = readName(stem, index, habits);
  const folder = readFolders(file.folder, index, habits);
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
      const nearest = uniqueCandidates([...shortSkusIn(stem, index), ...index.nearest(queriesOf(stem))]);
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
  if (name.is === 'silent' && (folder.strong || folder.isBareId || name.view !== null)) {
    const why = `The folder “${folder.folder}” ${folder.because}.`;
    return { is: 'ambiguous', candidates: folder.candidates, why };
  }
  if (name.is === 'silent') return byNameAlone(name, stem, index);
  if (name.is === 'certain') {
    const same = folder.candidates.some(({ productId }) => productId === name.product.productId);
    return same || !folder.strong ? matchedByName(name) : conflict([name.product], folder);
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
  const why = `The file name ${name.verb} ${found}${viewClause(name.view, name.viewText)}.${settledClause(name)}`;
  return { is: 'matched', productId, variantId, sku, by: name.by, where: 'name', view: name.view, why };
}

function matchedByFolder(folder: Certain & { folder: string }, view: View | null, viewText: string): Match {
  const { productId, variantId, sku } = folder.product;
  const found =
    folder.by === 'product-id'
      ? `the product id ${productId}`
      : `the SKU ${sku}${folder.by === 'variant-sku' ? ' of a variant' : ''}`;
  const why = `The name of the folder “${folder.folder}” ${folder.verb} ${found}${viewClause(view, viewText)}.${settledClause(folder)}`;
  return { is: 'matched', productId, variantId, sku, by: folder.by, where: 'folder', view, why };
}

function viewClause(view: View | null, text: string): string {
  if (view === null || text === '') return '';
  return view.kind === 'word' ? `; “${text}” says it is the ${view.text} view` : `; “${text}” says its place`;
}

const settledClause = ({ settledBy }: Certain) => (settledBy === '' ? '' : ` ${settledBy}`);

/** What the folder last asked about says: files of one come one after another. */
const lastFolder = new WeakMap<SkuIndex, { path: string; habits: Habits; result: FolderResult }>();

function readFolders(path: string, index: SkuIndex, habits: Habits): FolderResult {
  const last = lastFolder.get(index);
  if (last?.path === path && last.habits === habits) return last.result;
  const result = readPath(path, index, habits);
  lastFolder.set(index, { path, habits, result });
  return result;
}

/** The nearest folder, upwards, whose name names a product. Two that name different products leave it open. */
function readPath(path: string, index: SkuIndex, habits: Habits): FolderResult {
  let nearest: FolderResult = { is: 'none' };
  const folders = path.normalize('NFC').split('/').filter(Boolean).toReversed();
  for (const [depth, folder] of folders.entries()) {
    const result = readFolder(folder, depth, index, habits);
    if (result === null) continue;
    const isBareId = result.is === 'unsure' && result.isBareId === true;
    // Catalogues of pictures cut a barcode into folders: 007/123/400/0379.
    if (isBareId && [folders[depth - 1], folders[depth + 1]].some(isNumber)) continue;
    if (nearest.is === 'none' || (nearest.is === 'unsure' && nearest.isBareId && !isBareId)) {
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

const isNumber = (folder: string | undefined) => folder !== undefined && /^\d+$/.test(folder);

const quote = (text: string) => `“${text}”`;

const sizesAndYears = /^(?:\d{1,2}|72|96|150|300|600|\d{1,2}00|1024|1080|1280|1920|2048|2560|3840)$/;

/** What a folder's name says, with words and numbers that folders bear for other reasons taken for doubtful; null for nothing. */
function readFolder(folder: string, depth: number, index: SkuIndex, habits: Habits): Certain | Unsure | null {
  const result = readName(folder, index, habits);
  if (result.is === 'silent') return null;
  if (result.is === 'unsure' && !result.isBareId) return result.strong ? result : null;
  const folded = fold(folder);
  const tokens = tokensOf(folded);
  const isSizeOrYear = sizesAndYears.test(compact(tokens));
  const isWord = /^\p{L}+$/u.test(compact(tokens)) && tokens.length === 1;
  const isOrdinaryWord = isWord && (index.isWordOfNames(folded) || depth > 0);
  if (result.is === 'unsure') return isSizeOrYear ? null : result;
  if (!isSizeOrYear && !isOrdinaryWord) return result;
  const { product, verb } = result;
  return {
    is: 'unsure',
    candidates: [product],
    because: `${verb} ${quote(product.sku)}, but a folder may be called so for another reason`,
    strong: isOrdinaryWord ? depth === 0 : true,
  };
}

/** SKUs of a letter and a digit that stand in a name, and are too short to be looked for by likeness. */
function shortSkusIn(stem: string, index: SkuIndex): Candidate[] {
  return tokensOf(fold(stem))
    .filter(({ text }) => /^(?:[a-z]\d|\d[a-z])$/.test(text))
    .flatMap(({ text }) => index.find(text)?.holders.map(candidateOf) ?? []);
}

/**
 * What to look for among the SKUs when nothing was found: the name up to the last part that may be one's, up to the one before, as that may count
 * pictures, and without what says nothing.
 */
function queriesOf(stem: string): string[] {
  const tokens = tokensOf(fold(stem));
  const telling = partsOf(tokens, 0, tokens.length).filter(({ is }) => mayBeOfSku.has(is));
  const upTo = (last: Part | undefined) => compact(tokens.slice(0, last?.to ?? 0));
  const queries = [
    upTo(telling.at(-1)),
    upTo(telling.at(-2)),
    telling.map(({ text }) => text.replaceAll(' ', '')).join(''),
    ...(telling.length === 0 ? [compact(tokens)] : []),
  ];
  return [...new Set(queries)].filter((text) => text.length >= 3 && text.length <= 64);
}

const mayBeOfSku: ReadonlySet<Part['is']> = new Set([
  'unknown',
  'code',
  'letter',
  'number',
  'name',
  'attribute',
]);
