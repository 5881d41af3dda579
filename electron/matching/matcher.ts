import type { Catalog } from '../catalog/catalog.ts';
import { atOnce, runInSlices } from '../util/time-slicer.ts';
import type { Candidate, Habits, ItemMatch, ItemTarget } from './match.ts';
import { matchFile } from './match-file.ts';
import { habitsOf, noHabits } from './batch-context.ts';
import { compilePatterns, type PatternProblem, type Patterns } from './patterns.ts';
import { indexSkus, type SkuIndex } from './sku-index.ts';

export interface MatcherPorts {
  catalog: Pick<Catalog, 'skuHolders' | 'summary'>;
  patterns: () => readonly string[];
}

export interface Matched {
  match: ItemMatch;
  target: ItemTarget | null;
}

interface Kept {
  index: SkuIndex;
  /** The catalogue it was made of. */
  edition: string;
}

type NamedFile = { fileName: string; folder: string; root: string };

/**
 * Finds the product of a file by its name, in the catalogue as last known. Its SKUs are indexed ahead of time and in slices, as a hundred
 * thousand take a second; until a newer catalogue is, the one before serves.
 */
export class Matcher {
  readonly #ports: MatcherPorts;
  readonly #kept = new Map<string, Kept>();
  readonly #underway = new Map<string, Promise<void>>();
  #compiled: { patterns: readonly string[]; as: Patterns } | null = null;
  #closed = false;

  constructor(ports: MatcherPorts) {
    this.#ports = ports;
  }

  /** By the index that is there; see `ready` and `current`. */
  match(storeId: string, file: NamedFile, habits: Habits = noHabits): Matched {
    const patterns = this.#ports.patterns();
    if (this.#compiled?.patterns !== patterns) {
      this.#compiled = { patterns, as: compilePatterns(patterns).patterns };
    }
    return matchWith(this.indexOf(storeId), file, this.#compiled.as, habits);
  }

  /** The same with patterns that are not taken over yet. */
  matchBy(storeId: string, file: NamedFile, patterns: readonly string[], habits: Habits): Matched {
    return matchWith(this.indexOf(storeId), file, compilePatterns(patterns).patterns, habits);
  }

  /** What the names of files that came together have in common. No habits once `isOver`. */
  async habits(storeId: string, files: readonly NamedFile[], isOver: () => boolean): Promise<Habits> {
    const named = files.map((file) => ({ fileName: file.fileName, folder: folderWithin(file) }));
    return (await runInSlices(habitsOf(named, this.indexOf(storeId)), isOver)) ?? noHabits;
  }

  /** Why patterns can't be used; empty when all can. */
  problemsOf(patterns: readonly string[]): PatternProblem[] {
    return compilePatterns(patterns).problems;
  }

  /** SKUs to make examples of. */
  someSkus(storeId: string): string[] {
    for (const holders of this.#ports.catalog.skuHolders(storeId)) {
      const some = holders.flatMap(({ sku }) => (sku === '' ? [] : [sku]));
      if (some.length > 0) return some.slice(0, 3);
    }
    return [];
  }

  /** Names what the index that is there was made of, and the patterns: with another, what found no product may find one. */
  edition(storeId: string): string {
    return `${this.#kept.get(storeId)?.edition ?? ''} ${JSON.stringify(this.#ports.patterns())}`;
  }

  /** Whether the index that is there knows the catalogue as it is now. */
  isCurrent(storeId: string): boolean {
    return this.#kept.get(storeId)?.edition === this.#editionNow(storeId);
  }

  /** Whether the whole catalogue was read at least once: before that, a longer SKU may still come that a name means. */
  isWhole(storeId: string): boolean {
    return this.#ports.catalog.summary(storeId).syncedAt !== null;
  }

  /** Resolves when there is an index, of the catalogue as it is or as it was. */
  async ready(storeId: string): Promise<void> {
    if (!this.#kept.has(storeId)) await this.current(storeId);
  }

  /** Resolves when there is an index of the catalogue as it was when this was asked. */
  async current(storeId: string): Promise<void> {
    // One that is under way may have begun before.
    await this.#underway.get(storeId);
    if (this.isCurrent(storeId)) return;
    await (this.#underway.get(storeId) ?? this.#begin(storeId));
  }

  /** SKUs of the catalogue, by the index that is there. */
  indexOf(storeId: string): SkuIndex {
    const kept = this.#kept.get(storeId);
    if (kept) return kept.index;
    const edition = this.#editionNow(storeId);
    const index = atOnce(indexSkus(this.#ports.catalog.skuHolders(storeId)));
    this.#kept.set(storeId, { index, edition });
    return index;
  }

  /** Lets go of the indexes of all stores but these: each takes as much memory as its catalogue is long. */
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
    const holders = this.#ports.catalog.skuHolders(storeId);
    const index = await runInSlices(indexSkus(holders), () => this.#closed);
    if (index !== null) this.#kept.set(storeId, { index, edition });
  }

  #editionNow(storeId: string): string {
    const { products, syncedAt } = this.#ports.catalog.summary(storeId);
    return `${products}/${syncedAt ?? 0}`;
  }
}

function matchWith(index: SkuIndex, file: NamedFile, patterns: Patterns, habits: Habits): Matched {
  const found = matchFile({ fileName: file.fileName, folder: folderWithin(file) }, index, patterns, habits);
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

/** The folders a file lies in, from and with the one that was dropped; `folder` begins with that one where several were. */
export function folderWithin({ folder, root }: Pick<NamedFile, 'folder' | 'root'>): string {
  const startsThere = folder === root || folder.startsWith(`${root}/`);
  return startsThere ? folder : [root, folder].filter(Boolean).join('/');
}

function lost(is: 'ambiguous' | 'unmatched', why: string, candidates: readonly Candidate[]): Matched {
  const match = {
    is,
    why,
    candidates: candidates.slice(0, maxCandidates),
    // Given a product by hand, it stands behind those whose names say where.
    where: 'folder',
    view: null,
  } as const;
  return { match, target: null };
}

/** More than these would be no choice but a search. */
const maxCandidates = 8;
