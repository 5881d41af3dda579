import { availableParallelism } from 'node:os';
import type { Preparing } from '../pictures/prepare/plan.ts';
import { BackgroundWork } from './background-work.ts';
import { galleryCopyOf, isForVariant, recipeOf, variantCopyOf, variantRecipeOf, type Item } from './item.ts';
import type { PreparedCopy } from '../intake/preparer.ts';
import type { Preparer } from '../intake/preparer.ts';
import type { ReviewBatch } from './review-batch.ts';
import type { StagedFiles } from '../staging/staged-files.ts';

interface PreparingPorts {
  batch: ReviewBatch;
  preparer: Preparer;
  bytes: StagedFiles;
  log: (message: string, details?: Record<string, unknown>) => void;
  /** An accepted photo was prepared or failed, so its product may be ready to be queued. */
  onDone: (item: Item) => void;
}

/** The next copy a photo needs. */
interface Step {
  plan: Preparing;
  as: 'prepared' | 'variantCopy';
}

/** Prepares a batch's photos in the background, as many at once as there are cores. */
export class PreparingQueue extends BackgroundWork {
  readonly #ports: PreparingPorts;
  readonly #wanted = new Set<number>();

  constructor(ports: PreparingPorts) {
    super(availableParallelism());
    this.#ports = ports;
  }

  /** Prepares a photo if needed. Call it again when the answer may have changed. */
  want(item: Item): void {
    const next = this.#nextStep(item);
    const { batch, onDone } = this.#ports;
    const now = batch.item(item.id);
    if (next === null && now && now !== item) onDone(now);
    if (next === null || batch.sharing(item).some(({ id }) => this.#wanted.has(id))) return;
    this.#wanted.add(item.id);
    this.add(async () => {
      try {
        await this.#prepare(item.id);
      } catch (error) {
        this.#ports.log('a photo could not be prepared', { error: String(error) });
      } finally {
        this.#wanted.delete(item.id);
        // The photo's items for other products use the same copy.
        if (!this.signal.aborted)
          for (const one of batch.sharing(item))
            if (one.id !== item.id && one.preparingFailed === null) this.want(one);
      }
    });
  }

  /** Settings and choices may change while a copy is made, so the need is checked again after each. */
  async #prepare(id: number): Promise<void> {
    const { batch, onDone } = this.#ports;
    for (;;) {
      const item = batch.item(id);
      const step = item && !this.signal.aborted ? this.#nextStep(item) : null;
      if (!item || step === null) break;
      batch.touch();
      if (!(await this.#make(item, step))) break;
    }
    const item = batch.item(id);
    if (item && !this.signal.aborted) onDone(item);
  }

  /** Saves what is decided, deletes copies made by other rules, and returns the next copy to make. */
  #nextStep(item: Item): Step | null {
    const { batch, preparer } = this.#ports;
    if (item.facts === null || item.sha256 === null || item.unusable !== null) return null;
    const plan = preparer.plan(item.facts, item.sendAs, item.recipe);
    if (!plan.ok) {
      batch.update(item.id, { unusable: plan.reason, needsPreparing: false });
      return null;
    }
    const forVariant = preparer.planForVariant(item.facts, variantRecipeOf(item) ?? recipeOf(item));
    const isOld = (copy: PreparedCopy | null, by: Preparing): boolean =>
      copy !== null && copy.recipe !== preparer.recipeOf(by);
    const needsPreparing = plan.value.type === 'prepare';
    const news: Partial<Item> = {
      ...(item.needsPreparing === needsPreparing ? {} : { needsPreparing }),
      ...(plan.value.type === 'prepare' && isOld(item.prepared, plan.value) ? { prepared: null } : {}),
      ...(isOld(item.variantCopy, forVariant) ? { variantCopy: null } : {}),
    };
    const made = { ...item, ...news };
    if (plan.value.type === 'prepare' && made.prepared === null)
      Object.assign(news, this.#copyOfOthers(item, plan.value, 'prepared'));
    if (made.variantCopy === null) Object.assign(news, this.#copyOfOthers(item, forVariant, 'variantCopy'));
    const now = Object.keys(news).length > 0 ? (batch.update(item.id, news) ?? item) : item;
    this.#freeUnused(item, now);
    if (plan.value.type === 'prepare' && now.prepared === null) return { plan: plan.value, as: 'prepared' };
    const isWanted = isForVariant(batch.destinationOf(now)) && galleryCopyOf(now) !== null;
    return isWanted && variantCopyOf(now) === null ? { plan: forVariant, as: 'variantCopy' } : null;
  }

  /** The copy that another item of the photo has; nothing if none has it. */
  #copyOfOthers(item: Item, plan: Preparing, as: Step['as']): Partial<Item> {
    const { batch, preparer } = this.#ports;
    const recipe = preparer.recipeOf(plan);
    for (const one of batch.sharing(item))
      if (one.id !== item.id && one[as]?.recipe === recipe) return { [as]: one[as] };
    return {};
  }

  /** Returns whether the copy was made. */
  async #make(item: Item, { plan, as }: Step): Promise<boolean> {
    const { batch, preparer, bytes } = this.#ports;
    const { id, sha256, facts } = item;
    if (facts === null || sha256 === null) return false;
    const made = await preparer.make(sha256, facts, plan, this.signal);
    const before = batch.item(id);
    if (this.signal.aborted || !before) {
      if (made.ok) {
        bytes.releaseAndDelete(made.value.sha256);
      }
      return false;
    }
    if (!made.ok) {
      const wanted = this.#nextStep(before);
      // Another copy is wanted by now, so this failure doesn't matter.
      if (wanted === null || preparer.recipeOf(wanted.plan) !== preparer.recipeOf(plan)) return true;
      const now = batch.update(id, { preparingFailed: made.reason, [as]: null, accepted: false });
      this.#freeUnused(before, now);
      return false;
    }
    const now = batch.update(id, { [as]: made.value, preparingFailed: null });
    bytes.releaseHold(made.value.sha256);
    this.#freeUnused(before, now);
    return true;
  }

  #freeUnused(before: Item, now: Item | null): void {
    for (const as of ['prepared', 'variantCopy'] as const) {
      const old = before[as]?.sha256;
      if (old !== undefined && old !== now?.[as]?.sha256) this.#ports.bytes.deleteUnneeded(old);
    }
  }
}
