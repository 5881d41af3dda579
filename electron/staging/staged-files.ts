import type { Staging } from './staging.ts';

/** Reports which staged files it still needs: the outbox, or the batches under review. */
export interface StagedFileOwner {
  needsBytes(sha256: string): boolean;
  /** The preview is still shown, even after the photo was sent. */
  needsPreview(sha256: string): boolean;
}

/** Staged files shared by several owners: the only place that deletes them. */
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

  /** Ends one hold once the photo is recorded; see `Staging`. */
  releaseHold(sha256: string): void {
    this.#staging.releaseHold(sha256);
  }

  /** Ends one hold, and deletes what no owner and no other hold needs. */
  releaseAndDelete(sha256: string): void {
    this.releaseHold(sha256);
    this.deleteUnneeded(sha256);
  }

  /** Deletes the photo and its preview, unless an owner needs them. Returns whether the photo is deleted. */
  deleteUnneeded(sha256: string): boolean {
    const owners = this.#owners;
    if (owners.some((owner) => owner.needsBytes(sha256))) return false;
    if (owners.some((owner) => owner.needsPreview(sha256))) return this.#staging.deletePhoto(sha256);
    return this.#staging.deletePhotoAndPreview(sha256);
  }
}
