const headBytes = 22;
const videoSet = 32;
const sequenceSet = 33;

/**
 * Whether the parameter sets of a HEIC are consistent: each set has its declared type, they fill their box, and they
 * agree on the number of layers. Some decoders ignore part of this, others refuse the file. `box` is the content of
 * `hvcC`. Sources: ISO/IEC 14496-15, section 8.3.3; ITU-T H.265, sections 7.3.1.2, 7.3.2.1 and 7.3.2.2.
 */
export function isSoundHevcSetup(box: Uint8Array): boolean {
  const word = (at: number) => ((box[at] ?? 0) << 8) | (box[at + 1] ?? 0);
  const layers = new Set<number>();
  let at = headBytes + 1;
  for (let arrays = box[headBytes] ?? 0; arrays > 0; arrays -= 1) {
    const kind = (box[at] ?? 0) & 63;
    const many = word(at + 1);
    at += 3;
    for (let left = many; left > 0; left -= 1) {
      const length = word(at);
      const from = at + 2;
      at = from + length;
      if (length < 2 || at > box.length) return false;
      // The first bit is always 0. The kind follows, then a layer, which only films have.
      if (box[from] !== kind << 1 || (box[from + 1] ?? 0) >> 3 !== 0) return false;
      if (kind === videoSet) {
        const isBase = ((word(from + 2) >> 10) & 3) === 3;
        if (!isBase || word(from + 4) !== 0xffff) return false;
        layers.add((word(from + 2) >> 1) & 7);
      }
      if (kind === sequenceSet) layers.add(((box[from + 2] ?? 0) >> 1) & 7);
    }
  }
  return at === box.length && layers.size === 1 && !layers.has(7);
}
