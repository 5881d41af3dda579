import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { inspect } from '../pictures/inspect.ts';
import type { PictureFacts } from '../pictures/picture-facts.ts';
import { planForVariant, planPreparing, type PreparePlan, type Preparing } from '../pictures/prepare/plan.ts';
import { prepare } from '../pictures/prepare/prepare.ts';
import type { Staging } from '../staging/staging.ts';
import { ok, type Outcome } from '../../shared/outcome.ts';
import type { AcceptedType } from '../../shared/limits.ts';
import type { PrepareSettings } from '../../shared/prepare.ts';

/** A copy made for the store, in staging under its own fingerprint. */
export interface PreparedCopy {
  sha256: string;
  type: AcceptedType;
  width: number;
  height: number;
  bytes: number;
  /** Names the recipe it was made by: with another recipe it has to be made again. */
  recipe: string;
}

export interface PreparerPorts {
  staging: Staging;
  /** App-owned folder for copies in the making. */
  folder: string;
  settings: () => PrepareSettings;
}

/** Makes the copies that are sent in place of originals which the store can't take, or would spoil. */
export class Preparer {
  readonly #ports: PreparerPorts;
  readonly #working = new Set<string>();

  constructor(ports: PreparerPorts) {
    this.#ports = ports;
  }

  plan(facts: PictureFacts, sendAs: 'prepared' | 'as-is'): Outcome<PreparePlan> {
    return planPreparing(facts, this.#ports.settings(), sendAs);
  }

  /** How a copy for a variant's own picture is made, where what the gallery gets won't do. */
  planForVariant(facts: PictureFacts): Preparing {
    return planForVariant(facts, this.#ports.settings());
  }

  /** Names how a copy is made: one made by another recipe is no use. */
  recipeOf(plan: PreparePlan): string | null {
    return plan.is === 'prepare' ? JSON.stringify(plan.recipe) : null;
  }

  /** Makes the copy and stages it. It is held in staging until `releaseHold`. */
  async make(
    sha256: string,
    facts: PictureFacts,
    plan: Preparing,
    signal?: AbortSignal,
  ): Promise<Outcome<PreparedCopy>> {
    const { staging, folder } = this.#ports;
    const temporary = join(folder, randomUUID());
    this.#working.add(sha256);
    try {
      const made = await prepare(staging.pathOf(sha256), temporary, facts, plan, { signal });
      if (!made.ok) return made;
      // What is sent is what was looked at: the copy goes through the same inspection as any photo.
      const received = await staging.receive(temporary, { signal });
      if (!received.ok) return received;
      const seen = await inspect(received.value.path, `prepared.${made.value.type}`);
      if (!seen.ok) {
        await received.value.discard();
        return seen;
      }
      const kept = await received.value.keep(seen.value.preview);
      if (!kept.ok) return kept;
      const { type, width, height, bytes } = made.value;
      return ok({ sha256: kept.value.sha256, type, width, height, bytes, recipe: this.recipeOf(plan) ?? '' });
    } finally {
      this.#working.delete(sha256);
      await rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  /** Whether a copy of this photo is being made now. */
  isWorkingOn(sha256: string): boolean {
    return this.#working.has(sha256);
  }
}
