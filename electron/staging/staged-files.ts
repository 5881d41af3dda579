import type { Staging } from './staging.ts';

/** Says which staged files it still needs: the outbox, or the batches under review. */
export interface StagedFileOwner {
  /** The photo itself is still to be sent. */
  needsBytes(sha256: string): boolean;
  /** The preview is still shown, also after the photo was sent. */
  needsPreview(sha256: string): boolean;
}

/** Staged files that several owners may need: the only place that deletes them. */
export class StagedFiles {
  readonly #staging: Staging;
  readonly #owners: readonly StagedFileOwner[];

  constructor(staging: Staging, owners: readonly StagedFileOwner[]) {
    this.#staging = staging;
    this.#owners = owners;
  }

  pathOf(sha256: string): string {
    return this.#staging.pathOf(sha256);
  }

  /** Ends one hold, once the photo is on record; see `Staging`. */
  releaseHold(sha256: string): void {
    this.#staging.releaseHold(sha256);
  }

  /** Ends one hold, and deletes what no owner and no other hold needs. */
  releaseAndDelete(sha256: string): void {
    this.releaseHold(sha256);
    this.deleteUnneeded(sha256);
  }

  /** Deletes the photo, and its preview too, as far as no owner needs them. Answers whether the photo is gone. */
  deleteUnneeded(sha256: string): boolean {
    const owners = this.#owners;
    if (owners.some((owner) => owner.needsBytes(sha256))) return false;
    if (owners.some((owner) => owner.needsPreview(sha256))) return this.#staging.deletePhoto(sha256);
    return this.#staging.deletePhotoAndPreview(sha256);
  }
}
