import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import type { PictureFacts } from '../pictures/picture-facts.ts';
import { planForVariant, planPreparing, type PreparePlan, type Preparing } from '../pictures/prepare/plan.ts';
import type { PicturePool } from '../pictures/pool/picture-pool.ts';
import type { PrepareAhead, PreparedAhead } from '../pictures/pool/protocol.ts';
import type { Prepared } from '../pictures/prepare/prepare.ts';
import { changed } from '../pictures/picture-messages.ts';
import type { Staging } from '../staging/staging.ts';
import { no, ok, type Outcome } from '../../shared/outcome.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { PrepareSettings } from '../../shared/prepare.ts';
import type { PhotoRecipe } from '../../shared/recipe.ts';

/** A copy made for the store, staged under its own fingerprint. */
export interface PreparedCopy {
  sha256: string;
  type: AcceptedType;
  width: number;
  height: number;
  bytes: number;
  /** A copy made by another recipe must be made again. */
  recipe: string;
}

interface PreparerPorts {
  staging: Staging;
  pictures: PicturePool;
  /** For unfinished copies. */
  folder: string;
  settings: () => PrepareSettings;
}

/** A copy in the making: two files that are not in staging yet. */
interface Place {
  path: string;
  previewPath: string;
}

/** Where a copy may be made while its photo is inspected. One of `keep` and `discard` must be called. */
interface PlaceAhead {
  ahead: PrepareAhead;
  /** Keeps the copy for `make`, if one was made. */
  keep(sha256: string, made: PreparedAhead | null): Promise<void>;
  discard(): Promise<void>;
}

/** Copies that wait for `make`. Past this, the oldest is made again when it is asked for. */
const maxReady = 64;

/** Makes the copies that are sent in place of originals which the store can't take, or would spoil. */
export class Preparer {
  readonly #ports: PreparerPorts;
  readonly #working = new Set<string>();
  /** Copies made ahead, by the photo's fingerprint and the recipe. */
  readonly #ready = new Map<string, Place & { prepared: Prepared }>();

  constructor(ports: PreparerPorts) {
    this.#ports = ports;
  }

  plan(
    facts: PictureFacts,
    sendAs: 'prepared' | 'as-is',
    recipe: PhotoRecipe | null = null,
  ): Outcome<PreparePlan> {
    return planPreparing(facts, this.#ports.settings(), sendAs, recipe);
  }

  planForVariant(facts: PictureFacts, recipe: PhotoRecipe | null = null): Preparing {
    return planForVariant(facts, this.#ports.settings(), recipe);
  }

  recipeOf(plan: PreparePlan): string | null {
    return plan.type === 'prepare' ? JSON.stringify(plan.recipe) : null;
  }

  /** Makes and stages the copy. It is held in staging until `releaseHold`. `isUrgent`: someone waits to see it. */
  async make(
    sha256: string,
    facts: PictureFacts,
    plan: Preparing,
    signal?: AbortSignal,
    isUrgent = false,
  ): Promise<Outcome<PreparedCopy>> {
    const { staging } = this.#ports;
    const recipe = this.recipeOf(plan) ?? '';
    const ready = this.#takeReady(sha256, recipe);
    const place = ready ?? this.#newPlace();
    this.#working.add(sha256);
    try {
      const made = ready
        ? ok(ready.prepared)
        : await this.#draw(sha256, facts, plan, place, { signal, isUrgent });
      if (!made.ok) return made;
      const received = await staging.receive(place.path, { signal });
      if (!received.ok) return received;
      // What was drawn is what is sent: the fingerprint is that of the bytes its preview was made of.
      if (received.value.sha256 !== made.value.sha256) {
        await received.value.discard();
        return no(changed());
      }
      const kept = await received.value.keep(place.previewPath);
      if (!kept.ok) return kept;
      const { type, width, height, bytes } = made.value;
      return ok({ sha256: kept.value.sha256, type, width, height, bytes, recipe });
    } finally {
      this.#working.delete(sha256);
      await removePlace(place);
    }
  }

  /** A place for a copy that is made while its photo is inspected. */
  placeAhead(recipe: PhotoRecipe | null = null): PlaceAhead {
    const place = this.#newPlace();
    return {
      ahead: { settings: this.#ports.settings(), recipe, to: place.path, previewTo: place.previewPath },
      keep: async (sha256, made) => {
        if (made === null) return await removePlace(place);
        const key = readyKey(sha256, JSON.stringify(made.recipe));
        const old = this.#ready.get(key);
        this.#ready.delete(key);
        this.#ready.set(key, { ...place, prepared: made.prepared });
        if (old) await removePlace(old);
        for (const [oldest, its] of this.#ready) {
          if (this.#ready.size <= maxReady) break;
          this.#ready.delete(oldest);
          await removePlace(its);
        }
      },
      discard: async () => await removePlace(place),
    };
  }

  async #draw(
    sha256: string,
    facts: PictureFacts,
    { recipe }: Preparing,
    place: Place,
    wait: { signal: AbortSignal | undefined; isUrgent: boolean },
  ): Promise<Outcome<Prepared>> {
    const { pictures, staging } = this.#ports;
    const to = { to: place.path, previewTo: place.previewPath };
    return await pictures.prepare(staging.pathOf(sha256), facts, recipe, to, wait);
  }

  #takeReady(sha256: string, recipe: string): (Place & { prepared: Prepared }) | null {
    const key = readyKey(sha256, recipe);
    const ready = this.#ready.get(key) ?? null;
    this.#ready.delete(key);
    return ready;
  }

  #newPlace(): Place {
    const path = join(this.#ports.folder, randomUUID());
    return { path, previewPath: `${path}.preview` };
  }

  /** Whether a copy of this photo is being made now. */
  isWorkingOn(sha256: string): boolean {
    return this.#working.has(sha256);
  }
}

function readyKey(sha256: string, recipe: string): string {
  return `${sha256} ${recipe}`;
}

async function removePlace({ path, previewPath }: Place): Promise<void> {
  // What stays behind is cleared away on the next start.
  for (const one of [path, previewPath]) await rm(one, { force: true }).catch(() => undefined);
}
