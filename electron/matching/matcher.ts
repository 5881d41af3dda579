import type { Catalog } from '../catalog/catalog.ts';
import { runSync, runInSlices } from '../util/time-slicer.ts';
import { noContext, type BatchContext, type Candidate, type ItemMatch, type ItemTarget } from './match.ts';
import type { ProductFields } from '../pictures/product-fields.ts';
import { viewInName } from './file-name.ts';
import { wordsOf } from './fold.ts';
import { matchFile } from './match-file.ts';
import { contextOf } from './batch-context.ts';
import { compilePatterns, type PatternProblem, type Pattern } from './patterns.ts';
import { previewNames, type NamePreview } from './preview.ts';
import { indexCatalogue, type CatalogueIndex } from './catalogue-index.ts';

interface MatcherPorts {
  catalog: Pick<Catalog, 'identifiedProducts' | 'summary'>;
  patterns: () => readonly string[];
}

export interface Matched {
  match: ItemMatch;
  target: ItemTarget | null;
}

interface Kept {
  index: CatalogueIndex;
  /** The catalogue it was made of. */
  edition: string;
}

export type NamedFile = { fileName: string; folder: string; root: string; fields?: ProductFields | null };

/**
 * Finds the product of a file in the catalogue as last known. The catalogue's identifiers are indexed ahead of time and
 * in slices, because a hundred thousand take a second. The old index is used until the new one is ready.
 */
export class Matcher {
  readonly #ports: MatcherPorts;
  readonly #kept = new Map<string, Kept>();
  readonly #underway = new Map<string, Promise<void>>();
  #compiled: { patterns: readonly string[]; as: readonly Pattern[] } | null = null;
  #closed = false;

  constructor(ports: MatcherPorts) {
    this.#ports = ports;
  }

  /** Uses the present index; see `ready` and `current`. */
  match(storeId: string, file: NamedFile, context: BatchContext = noContext): Matched {
    const patterns = this.#ports.patterns();
    if (this.#compiled?.patterns !== patterns) {
      this.#compiled = { patterns, as: compilePatterns(patterns).patterns };
    }
    return matchWith(this.indexOf(storeId), file, this.#compiled.as, context);
  }

  /** What files with these names would be matched to. `patterns`: by default those of the settings. */
  async preview(
    storeId: string,
    names: readonly string[],
    patterns: readonly string[] = this.#ports.patterns(),
  ): Promise<NamePreview[]> {
    await this.ready(storeId);
    return await previewNames(names, this.indexOf(storeId), compilePatterns(patterns).patterns);
  }

  /** What the names of files that came together have in common; nothing once `isOver`. */
  async context(storeId: string, files: readonly NamedFile[], isOver: () => boolean): Promise<BatchContext> {
    const named = files.map((file) => ({ fileName: file.fileName, folder: folderWithin(file) }));
    return (await runInSlices(contextOf(named, this.indexOf(storeId)), isOver)) ?? noContext;
  }

  /** Products with a name or SKU like a text, best first; none until there is an index. */
  similar(storeId: string, text: string): number[] {
    const index = this.#kept.get(storeId)?.index;
    if (index === undefined) return [];
    const words = wordsOf(text);
    const offered = index.offers(words).map(({ product }) => product.id);
    return [...new Set([...index.nearest([words.join('')]).map(({ productId }) => productId), ...offered])];
  }

  /** Why patterns can't be used; empty when all can. */
  problemsOf(patterns: readonly string[]): PatternProblem[] {
    return compilePatterns(patterns).problems;
  }

  /** SKUs to make examples of. */
  someSkus(storeId: string): string[] {
    for (const products of this.#ports.catalog.identifiedProducts(storeId)) {
      const some = products.flatMap(({ sku, variants }) =>
        [sku, ...variants.map((one) => one.sku)].filter((one) => one !== ''),
      );
      if (some.length > 0) return some.slice(0, 3);
    }
    return [];
  }

  /**
   * Identifies the catalogue of the present index, and the patterns. After a change, a file without a product may
   * find one.
   */
  edition(storeId: string): string {
    return `${this.#kept.get(storeId)?.edition ?? ''} ${JSON.stringify(this.#ports.patterns())}`;
  }

  /** Whether the present index was made of the catalogue as it is now. */
  isCurrent(storeId: string): boolean {
    return this.#kept.get(storeId)?.edition === this.#editionNow(storeId);
  }

  /** Whether the whole catalogue was read at least once. Before that, a longer SKU that fits a name may still come. */
  isWhole(storeId: string): boolean {
    return this.#ports.catalog.summary(storeId).syncedAt !== null;
  }

  /** Resolves when there is an index, even of an older catalogue. */
  async ready(storeId: string): Promise<void> {
    if (!this.#kept.has(storeId)) await this.current(storeId);
  }

  /** Resolves when there is an index of the catalogue as it is at the time of the call. */
  async current(storeId: string): Promise<void> {
    // A build that is under way may have begun with an older catalogue.
    await this.#underway.get(storeId);
    if (this.isCurrent(storeId)) return;
    await (this.#underway.get(storeId) ?? this.#begin(storeId));
  }

  /** The present index; built at once if there is none. */
  indexOf(storeId: string): CatalogueIndex {
    const kept = this.#kept.get(storeId);
    if (kept) return kept.index;
    const edition = this.#editionNow(storeId);
    const index = runSync(indexCatalogue(this.#ports.catalog.identifiedProducts(storeId)));
    this.#kept.set(storeId, { index, edition });
    return index;
  }

  /** Frees the indexes of all other stores. The memory of an index grows with its catalogue. */
  keepOnly(storeIds: ReadonlySet<string>): void {
    for (const storeId of this.#kept.keys()) if (!storeIds.has(storeId)) this.#kept.delete(storeId);
  }

  close(): void {
    this.#closed = true;
  }

  #begin(storeId: string): Promise<void> {
    const building = this.#build(storeId).finally(() => this.#underway.delete(storeId));
    this.#underway.set(storeId, building);
    return building;
  }

  async #build(storeId: string): Promise<void> {
    const edition = this.#editionNow(storeId);
    const products = this.#ports.catalog.identifiedProducts(storeId);
    const index = await runInSlices(indexCatalogue(products), () => this.#closed);
    if (index !== null) this.#kept.set(storeId, { index, edition });
  }

  #editionNow(storeId: string): string {
    const { products, syncedAt } = this.#ports.catalog.summary(storeId);
    return `${products}/${syncedAt ?? 0}`;
  }
}

function matchWith(
  index: CatalogueIndex,
  file: NamedFile,
  patterns: readonly Pattern[],
  context: BatchContext,
): Matched {
  const { fileName, fields = null } = file;
  const found = matchFile({ fileName, folder: folderWithin(file), fields }, index, patterns, context);
  switch (found.type) {
    case 'matched': {
      const { productId, variantId, sku, why, where, view, certainty, variants } = found;
      if (certainty === 'suggested') {
        const product = index.productById(productId);
        const candidates = [{ productId, variantId, sku, productName: product?.productName ?? '' }];
        return {
          match: { type: 'ambiguous', certainty, why, candidates, where, view, variants },
          target: null,
        };
      }
      return {
        match: { type: 'matched', certainty, why, candidates: [], where, view, variants },
        target: { productId, variantId, sku, ...(variants && variantId === null ? { variants } : {}) },
      };
    }
    case 'ambiguous':
      return lost('ambiguous', fileName, found.why, found.candidates, found.isId);
    case 'unmatched':
      return lost('unmatched', fileName, found.why, found.nearest);
  }
}

/** The variant of a product that a file's name means, even if it is only suggested. */
export function variantOf(
  { match, target }: Matched,
  productId: number,
): { variantId: number; sku: string } | undefined {
  const meant = target ?? (match.certainty === 'suggested' ? match.candidates[0] : undefined);
  if (meant?.productId !== productId || meant.variantId === null) return undefined;
  return { variantId: meant.variantId, sku: meant.sku };
}

/**
 * A file's folders from the dropped one on. `folder` begins with the dropped one only if several were dropped. A ZIP
 * file counts as the folder that it was made from.
 */
export function folderWithin({ folder, root }: Pick<NamedFile, 'folder' | 'root'>): string {
  const startsThere = folder === root || folder.startsWith(`${root}/`);
  const whole = startsThere ? folder : [root, folder].filter(Boolean).join('/');
  return whole.replaceAll(/\.zip(?=\/|$)/gi, '');
}

function lost(
  type: 'ambiguous' | 'unmatched',
  fileName: string,
  why: string,
  candidates: readonly Candidate[],
  isId?: true,
): Matched {
  const match = {
    type,
    why,
    candidates: candidates.slice(0, maxCandidates),
    // If the user chooses its product, it comes after photos whose names say their view.
    where: 'folder',
    view: viewInName(fileName),
    ...(isId ? { isId } : {}),
  } as const;
  return { match, target: null };
}

/** More candidates would be a search rather than a choice. */
const maxCandidates = 8;
