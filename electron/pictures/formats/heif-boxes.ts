export const maxBoxes = 10_000;
export const maxMetaBytes = 16 * 1024 * 1024;

export interface Box {
  name: string;
  /** Its content, after its header. */
  from: number;
  to: number;
}

/** `maxEnd`: how far the box may reach. */
export function boxAt(bytes: Uint8Array, at: number, maxEnd: number): Box | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 8 > bytes.length) return null;
  const name = new TextDecoder('latin1').decode(bytes.subarray(at + 4, at + 8));
  const said = view.getUint32(at);
  // 0: up to the end. 1: the length follows the name.
  const isLong = said === 1 && at + 16 <= bytes.length;
  const length = isLong ? Number(view.getBigUint64(at + 8)) : said === 0 ? maxEnd - at : said;
  const head = isLong ? 16 : 8;
  return length < head || at + length > maxEnd ? null : { name, from: at + head, to: at + length };
}

/** The boxes between two places; null if they don't fill that space exactly. */
export function boxesIn(bytes: Uint8Array, from: number, to: number): Box[] | null {
  const boxes: Box[] = [];
  for (let at = from; at < to; at = boxes.at(-1)?.to ?? to) {
    const box = boxAt(bytes, at, to);
    // Only the last box of a file may have no length.
    const isOpen = bytes.subarray(at, at + 4).every((byte) => byte === 0);
    if (box === null || isOpen || boxes.length >= maxBoxes) return null;
    boxes.push(box);
  }
  return boxes;
}

/** The content of a box. */
export function viewOf(bytes: Uint8Array, { from, to }: Box): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset + from, to - from);
}
