/**
 * Whether a GIF has all its blocks up to the trailer, and how many frames. Decoders show what there is of an animation cut short
 * between two frames, and pass over frames without
 * pixels; other programs refuse both. `bytes` is the whole file; what follows the trailer is no matter. Source: GIF89a specification, section 17 ff.
 */
export function walkGif(bytes: Uint8Array): { isWhole: boolean; frames: number } {
  const tableBytes = (packed: number) => ((packed & 0x80) === 0 ? 0 : 3 * 2 ** ((packed & 7) + 1));
  let frames = 0;
  let at = 13 + tableBytes(bytes[10] ?? 0);
  while (at < bytes.length) {
    switch (bytes[at]) {
      case 0x3b:
        return { isWhole: true, frames };
      case 0x21:
        at = afterSubBlocks(bytes, at + 2);
        break;
      case 0x2c: {
        const isEmpty = (side: number) => ((bytes[side] ?? 0) | (bytes[side + 1] ?? 0)) === 0;
        if (isEmpty(at + 5) || isEmpty(at + 7)) return { isWhole: false, frames };
        frames += 1;
        at = afterSubBlocks(bytes, at + 11 + tableBytes(bytes[at + 9] ?? 0));
        break;
      }
      default:
        return { isWhole: false, frames };
    }
  }
  return { isWhole: false, frames };
}

/** Where the block after a run of sub-blocks begins, beyond the end of the file where the run has none. */
function afterSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return bytes.length;
    at += 1 + length;
    if (length === 0) return at;
  }
}
