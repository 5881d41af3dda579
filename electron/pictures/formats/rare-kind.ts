/**
 * Thrown for a picture that is sound, but that decoders don't know or that can't be shown. `what`: such as `a JPEG of
 * 12 bits`.
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
