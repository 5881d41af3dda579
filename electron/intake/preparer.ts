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

export interface PreparerPorts {
  staging: Staging;
  /** For unfinished copies. */
  folder: string;
  settings: () => PrepareSettings;
}

/** Makes the copies that are sent where the store can't take the original, or would spoil it. */
export class Preparer {
  readonly #ports: PreparerPorts;
  readonly #working = new Set<string>();

  constructor(ports: PreparerPorts) {
    this.#ports = ports;
  }

  plan(facts: PictureFacts, sendAs: 'prepared' | 'as-is'): Outcome<PreparePlan> {
    return planPreparing(facts, this.#ports.settings(), sendAs);
  }

  planForVariant(facts: PictureFacts): Preparing {
    return planForVariant(facts, this.#ports.settings());
  }

  recipeOf(plan: PreparePlan): string | null {
    return plan.type === 'prepare' ? JSON.stringify(plan.recipe) : null;
  }

  /** Makes and stages the copy. It is held in staging until `releaseHold`. */
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
      // The copy passes the same inspection as any photo.
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

  isWorkingOn(sha256: string): boolean {
    return this.#working.has(sha256);
  }
}
