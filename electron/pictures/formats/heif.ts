import { boxAt, boxesIn, maxBoxes, maxMetaBytes, type Box } from './heif-boxes.ts';
import { isSoundHevcSetup } from './hevc-setup.ts';
import type { ReadAt } from '../reader.ts';

/** Boxes that a picture can't be shown without, or that have its pixels. */
const known: ReadonlySet<string> = new Set(['ftyp', 'meta', 'mdat', 'moov', 'idat']);

/**
 * Whether the boxes of a HEIC or AVIF file lie within it, and whether their statements about its pictures agree.
 * Decoders show different things for a file that is inconsistent. Bytes after the last box don't matter: phones store
 * data there. Sources: ISO/IEC 14496-12, section 4.2 and 8.11; ISO/IEC 23008-12, section 6.5.
 */
export async function isWholeHeif(read: ReadAt, totalBytes: number): Promise<boolean> {
  let at = 0;
  const found = new Set<string>();
  for (let boxes = 0; boxes < maxBoxes && at + 8 <= totalBytes; boxes += 1) {
    const head = await read(at, 16);
    const box = head.length === 16 ? boxAt(head, 0, totalBytes - at) : null;
    if (box === null) {
      const name = new TextDecoder('latin1').decode(head.subarray(4, 8));
      return !known.has(name) && hasPicture(found);
    }
    found.add(box.name);
    if (box.name === 'meta') {
      if (box.to > maxMetaBytes) return false;
      const meta = await read(at + box.from, box.to - box.from);
      if (!hangsTogether(meta, totalBytes)) return false;
    }
    at += box.to;
  }
  return hasPicture(found);
}

/** A sequence has its pictures below `moov`. */
function hasPicture(found: ReadonlySet<string>): boolean {
  return found.has('ftyp') && (found.has('meta') || found.has('moov'));
}

function hangsTogether(meta: Uint8Array, totalBytes: number): boolean {
  // Version and flags come first. There is only one version, without flags.
  if (meta.subarray(0, 4).some((byte) => byte !== 0)) return false;
  const boxes = boxesIn(meta, 4, meta.length);
  if (boxes === null) return false;
  const named = (name: string) => boxes.filter((box) => box.name === name);
  const content = ({ from, to }: Box) => new DataView(meta.buffer, meta.byteOffset + from, to - from);
  return (
    // Version and flags as above. The name of the handler ends with a zero.
    named('hdlr').every(
      ({ from, to }) => meta.subarray(from, from + 4).every((byte) => byte === 0) && meta[to - 1] === 0,
    ) &&
    named('iloc').every((box) => arePlacesWithin(content(box), totalBytes)) &&
    named('iprp').every((iprp) => {
      const inside = boxesIn(meta, iprp.from, iprp.to);
      const container = inside?.find(({ name }) => name === 'ipco');
      const properties = container && boxesIn(meta, container.from, container.to);
      if (!inside || !properties) return false;
      const associations = inside.filter(({ name }) => name === 'ipma').map(content);
      return properties.every(isSound) && associations.every((one) => areProperties(one, properties.length));

      function isSound(property: Box): boolean {
        const length = property.to - property.from;
        if (property.name === 'ispe') return length === 12;
        if (property.name === 'hvcC') return isSoundHevcSetup(meta.subarray(property.from, property.to));
        return property.name !== 'pixi' || (length >= 5 && length === 5 + (meta[property.from + 4] ?? 0));
      }
    })
  );
}

/** Whether each property of an item exists, and the list of them ends where its box does. */
function areProperties(list: DataView, many: number): boolean {
  try {
    const isWide = (list.getUint8(3) & 1) === 1;
    const idBytes = list.getUint8(0) === 0 ? 2 : 4;
    let at = 8;
    for (let items = list.getUint32(4); items > 0; items -= 1) {
      at += idBytes;
      const count = list.getUint8(at);
      at += 1;
      for (let left = count; left > 0; left -= 1) {
        const value = isWide ? list.getUint16(at) : list.getUint8(at);
        const index = value & (isWide ? 0x7fff : 0x7f);
        // No property, and marked as essential.
        if (index > many || (index === 0 && value !== 0)) return false;
        at += isWide ? 2 : 1;
      }
    }
    return at === list.byteLength;
  } catch {
    return false;
  }
}

/** Whether the data of all items lies within the file. */
function arePlacesWithin(list: DataView, totalBytes: number): boolean {
  try {
    const version = list.getUint8(0);
    const number = (at: number, size: number) =>
      size === 0 ? 0 : size === 4 ? list.getUint32(at) : Number(list.getBigUint64(at));
    const sizes = [list.getUint8(4) >> 4, list.getUint8(4) & 15, list.getUint8(5) >> 4];
    const [offsetBytes = 0, lengthBytes = 0, baseBytes = 0] = sizes;
    const indexBytes = version === 0 ? 0 : list.getUint8(5) & 15;
    if (version > 2 || [...sizes, indexBytes].some((size) => size !== 0 && size !== 4 && size !== 8))
      return false;
    let at = version < 2 ? 8 : 10;
    for (let items = version < 2 ? list.getUint16(6) : list.getUint32(6); items > 0; items -= 1) {
      at += version < 2 ? 2 : 4;
      // Not by its place in the file, but inside this box, or made of other items.
      const isPlace = version === 0 || (list.getUint16(at) & 15) === 0;
      at += version === 0 ? 2 : 4;
      const base = number(at, baseBytes);
      at += baseBytes;
      const extents = list.getUint16(at);
      at += 2;
      for (let left = extents; left > 0; left -= 1) {
        at += indexBytes;
        const end = base + number(at, offsetBytes) + number(at + offsetBytes, lengthBytes);
        if (isPlace && end > totalBytes) return false;
        at += offsetBytes + lengthBytes;
      }
    }
    return at === list.byteLength;
  } catch {
    return false;
  }
}
