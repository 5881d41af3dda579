import { maxRunPairs, type PhotoTarget, type RunPair } from '../../shared/review.ts';
import { text } from '../../shared/messages/text.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { Catalog } from '../catalog/catalog.ts';
import type { Candidate, ItemTarget } from '../matching/match.ts';
import type { ProductFacts } from './arrangement.ts';
import type { ReviewBatch } from './review-batch.ts';
import { unknownBatch, unknownItem, unknownProduct } from './review-messages.ts';
import { previewOf } from './rows.ts';
import { offerOf, type PhotoSet } from './sets/photo-sets.ts';
import { planRun } from './sets/plan-run.ts';
import { chosen, targetFor, variantsTarget } from './targets.ts';

interface OpenBatch {
  storeId: string;
  batch: ReviewBatch;
}

interface SetPorts {
  catalog: Catalog;
  opened: (batchId: number) => OpenBatch | undefined;
  /** The photos were given to another product, so they may need other copies. */
  prepareAgain: (batchId: number, itemIds: readonly number[]) => void;
  /** The product that follows another in the product list; null behind the last. */
  nextProduct: (storeId: string, productId: number) => Candidate | null;
  factsOf: (storeId: string, productIds: readonly number[]) => (productId: number) => ProductFacts;
}

/** What the user decides on the sets of a batch under review. Each is one decision, which can be undone. */
export class SetDecisions {
  readonly #ports: SetPorts;

  constructor(ports: SetPorts) {
    this.#ports = ports;
  }

  /** Gives a set's photos to the product offered for it, or to one that the user chose. Returns how many. */
  accept(batchId: number, setId: number, given: PhotoTarget | null): Outcome<{ accepted: number }> {
    const review = this.#ports.opened(batchId);
    if (!review) return no(unknownBatch);
    const set = review.batch.sets().find(({ id }) => id === setId);
    const offered = set && (given ?? targetOf(offerOf(set)));
    if (!set || !offered) return no(unknownItem);
    const { productId, variantIds } = offered;
    const target = variantsTarget(this.#ports.catalog, review.storeId, productId, variantIds);
    if (target === null) return no(unknownProduct);
    const ids = set.frames.map(({ item }) => item.id);
    const product = this.#ports.catalog.nameOf(review.storeId, productId);
    const words = text('review.editAssign', { count: ids.length, product });
    const accepted = review.batch.decide(words, () => {
      const count = this.give(review, set, given === null ? null : target);
      if (given?.destination !== undefined) review.batch.change(ids, { destination: given.destination });
      return count;
    });
    this.#ports.prepareAgain(batchId, ids);
    return ok({ accepted });
  }

  /** Without an undo step. `given`: null for the product that is offered. Returns how many photos. */
  give({ storeId, batch }: OpenBatch, set: PhotoSet, given: ItemTarget | null): number {
    const offered = offerOf(set);
    const target =
      given ?? (offered && targetFor(this.#ports.catalog, storeId, offered.productId, offered.variantId));
    if (target === null) return 0;
    const why = set.label && text('matching.label', { code: set.label.code });
    return batch.acceptSet(set, target, (item) =>
      given === null && why !== null ? { ...chosen(item), why } : chosen(item),
    );
  }

  /** Splits a set before one of its photos. */
  split(batchId: number, itemId: number): Outcome<null> {
    const review = this.#ports.opened(batchId);
    if (!review) return no(unknownBatch);
    const { batch } = review;
    const ids = batch
      .sets()
      .map((set) => set.frames.map(({ item }) => item.id))
      .find((frames) => frames.includes(itemId));
    const at = ids?.indexOf(itemId) ?? -1;
    const first = ids?.[0];
    if (ids === undefined || first === undefined || at < 1) return no(unknownItem);
    batch.decide(text('review.editSplit'), () => {
      batch.group(ids.slice(0, at), first);
      batch.group(ids.slice(at), itemId);
    });
    return ok(null);
  }

  exclude(batchId: number, setId: number): Outcome<null> {
    const review = this.#ports.opened(batchId);
    if (!review) return no(unknownBatch);
    const set = review.batch.sets().find(({ id }) => id === setId);
    if (!set) return no(unknownItem);
    const words = text('review.editExcludeSet', { count: set.frames.length });
    review.batch.decide(words, () => review.batch.excludeSet(set));
    return ok(null);
  }

  /** Joins a set with the next one that has no product yet. */
  join(batchId: number, setId: number): Outcome<null> {
    const review = this.#ports.opened(batchId);
    if (!review) return no(unknownBatch);
    const { batch } = review;
    const sets = batch.sets();
    const at = sets.findIndex(({ id }) => id === setId);
    const ids = sets.slice(at, at + 2).map((set) => set.frames.map(({ item }) => item.id));
    const first = ids[0]?.[0];
    if (at === -1 || first === undefined || ids.length < 2) return no(unknownItem);
    batch.decide(text('review.editJoin'), () => batch.group(ids.flat(), first));
    return ok(null);
  }

  /** Pairs the sets from this one on with the products that follow in the product list. */
  planRun(batchId: number, setId: number): Outcome<{ pairs: RunPair[] }> {
    const review = this.#ports.opened(batchId);
    if (!review) return no(unknownBatch);
    const { batch, storeId } = review;
    const open = batch.sets();
    const nextProduct = (productId: number): Candidate | null => this.#ports.nextProduct(storeId, productId);
    const planned = planRun(batch.allSets(), setId, nextProduct, batch.options.lastGiven ?? null);
    const pairs = planned.slice(0, maxRunPairs);
    const factsOf = this.#ports.factsOf(
      storeId,
      pairs.map(({ product }) => product.productId),
    );
    return ok({
      pairs: pairs.map(({ set, product, isSure }) => ({
        setId: set.id,
        place: open.indexOf(set) + 1,
        preview: previewOf(set.frames[0]?.item),
        photos: set.frames.length,
        product,
        thumbnail: factsOf(product.productId).thumbnail,
        isSure,
      })),
    });
  }

  /** Gives each set to its product, as one decision. Answers how many photos that is. */
  giveRun(
    batchId: number,
    pairs: readonly { setId: number; productId: number }[],
  ): Outcome<{ accepted: number }> {
    const review = this.#ports.opened(batchId);
    if (!review) return no(unknownBatch);
    const { batch, storeId } = review;
    const sets = new Map(batch.sets().map((set) => [set.id, set]));
    const given = pairs.map(({ setId, productId }) => ({
      set: sets.get(setId),
      target: targetFor(this.#ports.catalog, storeId, productId, null),
    }));
    if (given.some(({ set }) => set === undefined)) return no(unknownItem);
    if (given.some(({ target }) => target === null)) return no(unknownProduct);
    const ids = given.flatMap(({ set }) => set?.frames.map(({ item }) => item.id) ?? []);
    const words = text('review.editRun', { count: ids.length, sets: given.length });
    const accepted = batch.decide(words, () =>
      given.reduce((sum, { set, target }) => sum + (set && target ? this.give(review, set, target) : 0), 0),
    );
    this.#ports.prepareAgain(batchId, ids);
    return ok({ accepted });
  }
}

function targetOf(candidate: Candidate | null): PhotoTarget | null {
  if (candidate === null) return null;
  const { productId, variantId } = candidate;
  return { productId, variantIds: variantId === null ? [] : [variantId] };
}
