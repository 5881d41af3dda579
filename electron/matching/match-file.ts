import { uniqueCandidates, type CatalogueIndex } from './catalogue-index.ts';
import { fold, stemOf, tokensOf, wordsOf } from './fold.ts';
import { readName, silent } from './file-name.ts';
import { readFields, type FieldResult } from './file-fields.ts';
import {
  continued,
  readFolders,
  segmentsOf,
  type CertainFolder,
  type FolderResult,
  type GoesOn,
  type LikeFolder,
  type UnsureFolder,
} from './folders.ts';
import { offersFor, spelledLike } from './likely.ts';
import {
  noContext,
  type BatchContext,
  type Candidate,
  type FileToMatch,
  type Match,
  type NamedVariants,
  type View,
} from './match.ts';
import { messages, subjectFolder, subjectName } from './match-messages.ts';
import type { NameResult } from './name-result.ts';
import { variantsWith } from './option-values.ts';
import { partsOf, type Part } from './parts.ts';
import { matchByPatterns } from './pattern-match.ts';
import type { Pattern } from './patterns.ts';
import type { Role } from './roles.ts';

type Certain = Extract<NameResult, { type: 'certain' }>;
type Unsure = Extract<NameResult, { type: 'unsure' }>;
type CertainField = Extract<FieldResult, { type: 'certain' }>;
/**
 * Finds the product or variant of a file: by a pattern of the user if one fits, else by its name, then by the picture's
 * fields, then by its folders. It never guesses: a name that could mean two products, or one that isn't in the
 * catalogue, is asked about. `evidence.ts` explains how matching works.
 */
export function matchFile(
  file: FileToMatch,
  index: CatalogueIndex,
  patterns: readonly Pattern[],
  context: BatchContext = noContext,
): Match {
  const stem = stemOf(file.fileName.normalize('NFC'));
  const byPattern = matchByPatterns(stem, file.folder, index, patterns);
  if (byPattern !== null) return byPattern;
  const name = readName(stem, index, context);
  const fields = readFields(file.fields ?? null, index);
  const folder = readFolders(file.folder, index, context);
  return withFolders(decide(name, fields, folder, stem, index), file.folder, index);
}

function decide(
  name: NameResult,
  fields: FieldResult,
  folder: FolderResult,
  stem: string,
  index: CatalogueIndex,
): Match {
  switch (fields.type) {
    case 'none':
      return decideByNames(name, folder, stem, index);
    case 'unsure': {
      const { candidates, why } = fields;
      const found = decideByNames(name, folder, stem, index);
      return found.type === 'matched' ? found : { type: 'ambiguous', candidates, why };
    }
    case 'certain':
      if (name.type === 'certain' && name.product.productId === fields.product.productId)
        return decideByNames(name, folder, stem, index);
      return againstNames(name, fields, folder) ?? matchedByField(fields, stem);
  }
}

/** The question if the file's name or folders mean another product than the picture's fields; null if they don't. */
function againstNames(name: NameResult, fields: CertainField, folder: FolderResult): Match | null {
  const { product, field } = fields;
  const isOfIt = ({ productId }: Candidate) => productId === product.productId;
  const named = namedBy(name, product);
  if (named.length > 0 && !named.some(isOfIt)) {
    const said = { name: labelOf(named[0]), field, other: labelOf(product) };
    const candidates = uniqueCandidates([...named, product]);
    return { type: 'ambiguous', candidates, why: messages.fieldDisagrees(said) };
  }
  if (folder.type === 'none' || (folder.type === 'unsure' && !folder.strong)) return null;
  const inFolder = folder.type === 'certain' ? [folder.product] : folder.candidates;
  if (inFolder.some(isOfIt)) return null;
  const said = { field, name: labelOf(product), folder: folder.folder, other: labelOf(inFolder[0]) };
  return {
    type: 'ambiguous',
    candidates: uniqueCandidates([product, ...inFolder]),
    why: messages.fieldAndFolderDisagree(said),
  };
}

/** The products of a name that count against another product; none if the name doesn't contradict it. */
function namedBy(name: NameResult, product: Candidate): readonly Candidate[] {
  switch (name.type) {
    case 'certain':
      return [name.product];
    case 'unsure':
      return contradicts(name, product) ? name.candidates : [];
    case 'silent':
      return [];
  }
}

function matchedByField({ product, certainty, field, by, text }: CertainField, stem: string): Match {
  return {
    type: 'matched',
    ...idsOf(product),
    by: 'file-field',
    certainty,
    where: 'fields',
    view: silent(tokensOf(fold(stem))).view,
    variants: null,
    why: messages.field({ field, by, text }),
  };
}

function decideByNames(name: NameResult, folder: FolderResult, stem: string, index: CatalogueIndex): Match {
  if (folder.type === 'none') return byNameAlone(name, stem, index, folder.like);
  if (folder.type === 'unsure') return withUnsureFolder(name, folder, stem, index);
  const inFolder = () => {
    const goesOn = folder.goesOn ?? continued(folder, stem, index);
    if (goesOn !== null) return otherwise(folder, goesOn);
    const terms = index.termsOf(folder.product.productId);
    const tokens = tokensOf(fold(stem));
    const { view, viewText } = silent(tokens);
    const options = partsOf(tokens, 0, tokens.length, terms).flatMap((part) => part.options ?? []);
    const ids = variantsWith([options]);
    const variants =
      options.length === 0 || ids === null || folder.product.variantId !== null
        ? folder.variants
        : { text: options[0]?.value ?? '', variantIds: ids };
    return matchedByFolder({ ...folder, variants }, view, viewText);
  };
  switch (name.type) {
    case 'silent':
      return inFolder();
    case 'certain': {
      if (name.product.productId === folder.product.productId) return agreed(name, folder);
      return conflict([name.product], folder);
    }
    case 'unsure': {
      const same = name.candidates.filter(({ productId }) => productId === folder.product.productId);
      if (same.length > 0) return inFolder();
      if (!contradicts(name, folder.product) && folder.strong) return inFolder();
      return conflict(name.candidates, folder);
    }
  }
}

/**
 * Whether an unsure name contradicts a product that is not among its candidates. It does if it has a code, or another
 * product's title with words that are not in this product's title.
 */
function contradicts({ strong, byNames, candidates }: Unsure, { productName }: Candidate): boolean {
  const own = new Set(wordsOf(productName));
  const isOwn = candidates.every((one) => wordsOf(one.productName).every((word) => own.has(word)));
  return strong || (byNames === 'telling' && !isOwn);
}

function byNameAlone(
  name: NameResult,
  stem: string,
  index: CatalogueIndex,
  inFolder: LikeFolder | null,
): Match {
  switch (name.type) {
    case 'certain':
      return matchedByName(name);
    case 'unsure': {
      const offered = name.byNames !== undefined ? offersFor(stem, index) : [];
      return {
        type: 'ambiguous',
        candidates: uniqueCandidates([...offered, ...name.candidates]),
        why: name.why(subjectName),
        ...(name.isBareId ? { isId: true } : {}),
      };
    }
    case 'silent': {
      const offered = name.camera ? [] : offersFor(stem, index);
      const spelled = name.camera ? [] : spelledLike(stem, index);
      const nearest = uniqueCandidates([...offered, ...spelled]);
      if (nearest.length > 0) {
        const why = offered.length > 0 ? messages.likeNames() : messages.nearest();
        return { type: 'unmatched', nearest, why };
      }
      if (inFolder !== null) {
        const { folder, products } = inFolder;
        return { type: 'unmatched', nearest: products, why: messages.likeFolder({ folder }) };
      }
      return { type: 'unmatched', nearest, why: name.camera ? messages.camera() : messages.nothing() };
    }
  }
}

function withUnsureFolder(
  name: NameResult,
  folder: UnsureFolder,
  stem: string,
  index: CatalogueIndex,
): Match {
  if (name.type === 'silent' && (folder.strong || folder.isBareId || name.view !== null))
    return {
      type: 'ambiguous',
      candidates: folder.candidates,
      why: folder.why(subjectFolder(folder.folder)),
      ...(folder.isBareId ? { isId: true } : {}),
    };
  if (name.type === 'silent') return byNameAlone(name, stem, index, null);
  if (name.type === 'certain') {
    const same = folder.candidates.some(({ productId }) => productId === name.product.productId);
    return same || !folder.strong ? matchedByName(name) : conflict([name.product], folder);
  }
  const both = name.candidates.filter(({ productId, variantId }) =>
    folder.candidates.some((one) => one.productId === productId && one.variantId === variantId),
  );
  return {
    type: 'ambiguous',
    candidates: both.length > 0 ? both : uniqueCandidates([...name.candidates, ...folder.candidates]),
    why: name.why(subjectName),
  };
}

/** The result if name and folder mean the same product. If only one of them names a variant, that variant is meant. */
function agreed(name: Certain, folder: CertainFolder): Match {
  const [inName, inFolder] = [name.product.variantId, folder.product.variantId];
  if (inName !== null && inFolder !== null && inName !== inFolder) return conflict([name.product], folder);
  if (inName === null && inFolder !== null) return matchedByFolder(folder, name.view, name.viewText);
  return matchedByName({
    ...name,
    certainty: folder.strong ? 'certain' : name.certainty,
    variants: name.variants ?? folder.variants,
  });
}

function conflict(named: readonly Candidate[], folder: CertainFolder | UnsureFolder): Match {
  const inFolder = folder.type === 'certain' ? [folder.product] : folder.candidates;
  return {
    type: 'ambiguous',
    candidates: uniqueCandidates([...named, ...inFolder]),
    why: messages.folderDisagrees({
      name: labelOf(named[0]),
      folder: folder.folder,
      other: labelOf(inFolder[0]),
    }),
  };
}

function labelOf(candidate: Candidate | undefined): string {
  return candidate?.sku || candidate?.productName || '';
}

function matchedByName(name: Certain): Match {
  const { product, by, verb, text, view, viewText, variants, settledBy, certainty } = name;
  const options = variants?.text ?? '';
  const why = messages.name({ verb, by, text, view, viewWords: viewText, options, settledBy });
  return { type: 'matched', ...idsOf(product), by, certainty, where: 'name', view, variants, why };
}

function matchedByFolder(found: CertainFolder, view: View | null, viewText: string): Match {
  const { product, by, verb, text, variants, settledBy, certainty, folder } = found;
  const options = variants?.text ?? '';
  const why = messages.folder({ folder, verb, by, text, view, viewWords: viewText, options, settledBy });
  return { type: 'matched', ...idsOf(product), by, certainty, where: 'folder', view, variants, why };
}

const idsOf = ({ productId, variantId, sku }: Candidate) => ({ productId, variantId, sku });

/** The question about the product of a folder and those that its name goes on to. */
function otherwise({ folder, product }: CertainFolder, { words, others }: GoesOn): Match {
  const said = { folder, name: labelOf(product), words, other: labelOf(others[0]) };
  return {
    type: 'ambiguous',
    candidates: uniqueCandidates([...others, product]),
    why: messages.folderGoesOn(said),
  };
}

/** Adds what the folders say beside the product: values of its options, and a role for all their pictures. */
function withFolders(match: Match, path: string, index: CatalogueIndex): Match {
  if (match.type !== 'matched' || path === '') return match;
  let { view, variants } = match;
  for (const parts of partsOfFolders(path, match.productId, index)) {
    if (parts.length === 0) continue;
    const role = roleOfFolder(parts);
    if (role !== null) view = inRole(view, role);
    const options = parts.flatMap((part) => (part.options === undefined ? [] : [[...part.options]]));
    if (options.length === parts.length && match.variantId === null)
      variants = narrowed(
        variants,
        options
          .flat()
          .map(({ value }) => value)
          .slice(0, 1)
          .join(),
        variantsWith(options),
      );
  }
  return { ...match, view, variants };
}

/** Parts of the last file's folders. Files of one product in one folder follow one another. */
const lastParts = new WeakMap<
  CatalogueIndex,
  { path: string; productId: number; folders: readonly Part[][] }
>();

/** The parts of each folder of a path, read with the terms of a product. */
function partsOfFolders(path: string, productId: number, index: CatalogueIndex): readonly Part[][] {
  const last = lastParts.get(index);
  if (last?.path === path && last.productId === productId) return last.folders;
  const terms = index.termsOf(productId);
  const folders = segmentsOf(path).map((folder) => {
    const tokens = tokensOf(fold(folder));
    return partsOf(tokens, 0, tokens.length, terms);
  });
  lastParts.set(index, { path, productId, folders });
  return folders;
}

function narrowed(known: NamedVariants | null, text: string, ids: number[] | null): NamedVariants | null {
  if (ids === null) return known;
  if (known === null) return { text, variantIds: ids };
  const both = known.variantIds.filter((id) => ids.includes(id));
  if (both.length === 0 || known.text.includes(text)) return known;
  return { text: `${known.text}, ${text}`, variantIds: both };
}

/**
 * The role that a folder's whole name is, such as `360 spin` or `detail images`; null for roles that only say which
 * pictures come first.
 */
function roleOfFolder(parts: readonly Part[]): Role | null {
  const telling = parts.filter(({ type }) => type !== 'noise');
  const [role, ...more] = new Set(telling.map(({ view }) => view));
  if (role === undefined || more.length > 0 || telling.some(({ number }) => number !== undefined))
    return null;
  return ['main', 'another', 'packshot', 'label'].includes(role) ? null : role;
}

function inRole(view: View | null, role: Role): View {
  if (view?.kind === 'word') return view;
  const minor = view?.kind === 'number' ? Number(view.value) : 0;
  return { kind: 'word', value: role, minor, text: minor > 0 ? `${role} ${minor}` : role };
}
