import type { AltChange } from '../../../shared/alts.ts';
import { maxStepsListed, type Undone } from '../../../shared/take-back.ts';
import { no, ok, type Outcome } from '../../../shared/outcome.ts';
import { imageKey } from '../../../shared/tile-key.ts';
import { text } from '../../../shared/messages/text.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import type { Catalog } from '../../catalog/catalog.ts';
import { createTimeSlicer } from '../../util/time-slicer.ts';
import { describePatch, type EditContext } from '../coalesce-edits.ts';
import { changedSince, tileGone } from '../edit-messages.ts';
import { altsOf } from './alt-rows.ts';

/** `changed`: others wrote another text meanwhile. `gone`: the image is no longer in the store. */
interface AltsSaved {
  saved: number;
  changed: number;
  gone: number;
}

interface Ports {
  catalog: Catalog;
  outbox: Outbox;
  context: (target: { storeId: string; productId: number }) => EditContext;
}

/** Products whose alt texts are saved in one transaction. */
const productsAtOnce = 25;
/** Saves that can be undone, for each store. */
const maxSaves = 50;

interface History {
  done: AltChange[][];
  undone: AltChange[][];
}

/**
 * Alt texts of many products that are saved and undone together. They are written in groups of products, one
 * transaction each.
 */
export class AltEdits {
  readonly #ports: Ports;
  readonly #histories = new Map<string, History>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  /** Texts that others changed since the user saw them stay as they are. */
  async save(storeId: string, changes: readonly AltChange[]): Promise<AltsSaved> {
    const { written, ...counts } = await this.#write(storeId, changes);
    if (written.length > 0) {
      const history = this.#history(storeId);
      history.done = [...history.done, written].slice(-maxSaves);
      history.undone = [];
    }
    return { saved: written.length, ...counts };
  }

  /** What undo and redo would do, as phrases. `undoSteps`: newest first. */
  steps(storeId: string): { undoSteps: string[]; redo: string | null } {
    const { done, undone } = this.#history(storeId);
    const last = undone.at(-1);
    return {
      undoSteps: done.slice(-maxStepsListed).map(wordsOf).toReversed(),
      redo: last === undefined ? null : wordsOf(last),
    };
  }

  /** Restores the texts from before the last save. Texts that others changed since stay. */
  async undo(storeId: string): Promise<Outcome<Undone>> {
    const { done, undone } = this.#history(storeId);
    const press = done.pop();
    if (press === undefined) return ok({ type: 'nothing' });
    undone.push(press);
    return this.#again(
      storeId,
      press,
      press.map((change) => ({ ...change, alt: change.before, before: change.alt })),
    );
  }

  async redo(storeId: string): Promise<Outcome<Undone>> {
    const { done, undone } = this.#history(storeId);
    const press = undone.pop();
    if (press === undefined) return ok({ type: 'nothing' });
    done.push(press);
    return this.#again(storeId, press, press);
  }

  async #again(
    storeId: string,
    press: readonly AltChange[],
    changes: readonly AltChange[],
  ): Promise<Outcome<Undone>> {
    const { written, gone, changed } = await this.#write(storeId, changes);
    if (gone === changes.length) return no(tileGone);
    return changed > 0 ? no(changedSince(written.length)) : ok({ type: 'done', edit: wordsOf(press) });
  }

  async #write(
    storeId: string,
    changes: readonly AltChange[],
  ): Promise<{ written: AltChange[]; changed: number; gone: number }> {
    const slicer = createTimeSlicer();
    const products = [...Map.groupBy(changes, ({ productId }) => productId)];
    const all = { written: [] as AltChange[], changed: 0, gone: 0 };
    for (let at = 0; at < products.length; at += productsAtOnce) {
      const patches = products.slice(at, at + productsAtOnce).map(([productId, ofProduct]) => {
        const { written, changed, gone, patch } = this.#plan({ storeId, productId }, ofProduct);
        all.written.push(...written);
        all.changed += changed;
        all.gone += gone;
        return { productId, patch };
      });
      this.#ports.outbox.patchAll(storeId, patches);
      if (slicer.isDue()) await slicer.yieldToEventLoop();
    }
    return all;
  }

  #plan(target: { storeId: string; productId: number }, changes: readonly AltChange[]) {
    const alts = altsOf(this.#ports, target.storeId, target.productId);
    const altOf = ({ imageId }: AltChange): string | undefined => alts.get(imageId);
    const there = changes.filter((change) => altOf(change) !== undefined);
    const asSeen = there.filter((change) => altOf(change) === change.before);
    const written = asSeen.filter(({ alt, before }) => alt !== before);
    const named = written.map(({ imageId, alt }) => ({ key: imageKey(imageId), alt }));
    return {
      written,
      changed: there.length - asSeen.length,
      gone: changes.length - there.length,
      patch: named.length === 0 ? {} : describePatch(this.#ports.context(target), named),
    };
  }

  #history(storeId: string): History {
    const history = this.#histories.get(storeId) ?? { done: [], undone: [] };
    this.#histories.set(storeId, history);
    return history;
  }
}

function wordsOf(press: readonly AltChange[]): string {
  return text('gallery.editAlts', { count: press.length });
}
