import type { Catalog } from '../catalog/catalog.ts';
import type { Candidate } from '../intake/match/match.ts';
import { matchFile } from '../intake/match/match-file.ts';
import { compilePatterns, parsePattern } from '../intake/match/patterns.ts';
import { createSkuIndex, type SkuIndex } from '../intake/match/sku-index.ts';
import type { Reason } from '../../shared/outcome.ts';
import type { ItemMatch, ItemTarget } from './item.ts';

export interface MatcherPorts {
  catalog: Pick<Catalog, 'skuHolders' | 'summary'>;
  patterns: () => readonly string[];
}

export interface Matched {
  match: ItemMatch;
  target: ItemTarget | null;
}

/** A pattern that can't be used, and why. */
export interface PatternProblem {
  pattern: string;
  reason: Reason;
}

type NamedFile = { fileName: string; folder: string; root: string };

/** Finds the product of a file by its name, in the catalogue as last known. The index of SKUs is made once for each of its versions. */
export class Matcher {
  readonly #ports: MatcherPorts;
  readonly #indexes = new Map<string, { products: number; syncedAt: number | null; index: SkuIndex }>();

  constructor(ports: MatcherPorts) {
    this.#ports = ports;
  }

  match(storeId: string, file: NamedFile): Matched {
    return this.#matchWith(this.indexOf(storeId), file, this.#ports.patterns());
  }

  /** The same with patterns that are not taken over yet. */
  matchBy(storeId: string, file: NamedFile, patterns: readonly string[]): Matched {
    return this.#matchWith(this.indexOf(storeId), file, patterns);
  }

  /** Why patterns can't be used; empty when all can. */
  problemsOf(patterns: readonly string[]): PatternProblem[] {
    return patterns.flatMap((pattern) => {
      const parsed = parsePattern(pattern);
      return parsed.ok ? [] : [{ pattern, reason: parsed.reason }];
    });
  }

  /** SKUs to make examples of. */
  someSkus(storeId: string): string[] {
    return this.#ports.catalog
      .skuHolders(storeId)
      .flatMap(({ sku }) => (sku === '' ? [] : [sku]))
      .slice(0, 3);
  }

  /** Names the catalogue as it is now: when it changes, what found no product may find one. */
  edition(storeId: string): string {
    const { products, syncedAt } = this.#ports.catalog.summary(storeId);
    return `${products}/${syncedAt ?? 0}`;
  }

  #matchWith(index: SkuIndex, file: NamedFile, patterns: readonly string[]): Matched {
    const found = matchFile(
      { fileName: file.fileName, folder: folderWithin(file) },
      index,
      compilePatterns(patterns).patterns,
    );
    switch (found.is) {
      case 'matched': {
        const { productId, variantId, sku, why, where, view } = found;
        return {
          match: { is: 'matched', why, candidates: [], where, view },
          target: { productId, variantId, sku },
        };
      }
      case 'ambiguous':
        return lost('ambiguous', found.why, found.candidates);
      case 'unmatched':
        return lost('unmatched', found.why, found.nearest);
    }
  }

  /** SKUs of the catalogue as it is now. */
  indexOf(storeId: string): SkuIndex {
    const { products, syncedAt } = this.#ports.catalog.summary(storeId);
    const kept = this.#indexes.get(storeId);
    if (kept && kept.products === products && kept.syncedAt === syncedAt) return kept.index;
    const index = createSkuIndex(this.#ports.catalog.skuHolders(storeId));
    this.#indexes.set(storeId, { products, syncedAt, index });
    return index;
  }
}

/** The folders a file lies in, from and with the one that was dropped; `folder` begins with that one where several were. */
export function folderWithin({ folder, root }: Pick<NamedFile, 'folder' | 'root'>): string {
  const startsThere = folder === root || folder.startsWith(`${root}/`);
  return startsThere ? folder : [root, folder].filter(Boolean).join('/');
}

function lost(is: 'ambiguous' | 'unmatched', why: string, candidates: readonly Candidate[]): Matched {
  const match = {
    is,
    why,
    candidates: candidates.slice(0, mostCandidates),
    where: 'name',
    view: null,
  } as const;
  return { match, target: null };
}

/** More than these would be no choice but a search. */
const mostCandidates = 8;
