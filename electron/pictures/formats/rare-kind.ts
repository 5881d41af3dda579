/**
 * Thrown for a sound picture of a kind that the decoders don't support or that can't be shown. `what`: for example `a
 * JPEG of 12 bits`.
 */
export class RareKind extends Error {
  readonly what: string;

  constructor(what: string) {
    super(`rare kind: ${what}`);
    this.what = what;
  }
}

/** Its colours are meant for a screen that is brighter than a page, and would look pale on one. */
export const hdrPhoto = 'an HDR image (PQ or HLG)';
