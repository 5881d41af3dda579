/**
 * The tags that a decoder needs for the pixels and their colour profile. Sources: TIFF 6.0; ICC.1, annex B.3; Adobe's
 * TIFF technical notes.
 */
const needed: ReadonlySet<number> = new Set([
  256, 257, 258, 259, 262, 266, 273, 274, 277, 278, 279, 284, 292, 293, 317, 320, 322, 323, 324, 325, 332,
  334, 338, 339, 347, 529, 530, 531, 532, 34675,
]);
const compressionTag = 259;
/** Old-style JPEG compression of TIFF 6.0. It uses more tags than these, and decoders warn about every such file. */
const oldJpeg = 6;

/**
 * A copy of a TIFF whose first directory has only the tags that its pixels need, so that a decoder warns only about
 * these. Null if the copy can't be made. `bytes` is the whole file. Other pages are left out.
 */
export function bareTiff(bytes: Uint8Array): Uint8Array | null {
  const copy = bytes.slice();
  const view = new DataView(copy.buffer, copy.byteOffset, copy.byteLength);
  if (copy.length < 16) return null;
  const little = copy[0] === 0x49;
  const version = view.getUint16(2, little);
  if (version !== 42 && version !== 43) return null;
  const isBig = version === 43;
  const [countBytes, entryBytes, addressBytes] = isBig ? [8, 20, 8] : [2, 12, 4];
  const number = (at: number, size: number) =>
    size === 8
      ? Number(view.getBigUint64(at, little))
      : size === 4
        ? view.getUint32(at, little)
        : view.getUint16(at, little);

  const directory = number(isBig ? 8 : 4, addressBytes);
  if (directory + countBytes > copy.length) return null;
  const count = number(directory, countBytes);
  const first = directory + countBytes;
  if (first + count * entryBytes + addressBytes > copy.length) return null;
  let to = first;
  for (let at = first; at < first + count * entryBytes; at += entryBytes) {
    const tag = number(at, 2);
    if (tag === compressionTag && number(at + entryBytes - addressBytes, 2) === oldJpeg) return null;
    if (!needed.has(tag)) continue;
    copy.copyWithin(to, at, at + entryBytes);
    to += entryBytes;
  }
  const kept = (to - first) / entryBytes;
  if (isBig) view.setBigUint64(directory, BigInt(kept), little);
  else view.setUint16(directory, kept, little);
  copy.fill(0, to, to + addressBytes);
  return copy;
}
