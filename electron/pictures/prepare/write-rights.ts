import { crc32 } from 'node:zlib';
import type { AcceptedType } from '../../../shared/limits.ts';
import type { Rights } from '../../../shared/prepare.ts';
import { withExif } from '../formats/jpeg-exif.ts';

const tags = { artist: 0x013b, copyright: 0x8298 } as const;

/**
 * A picture that has no metadata, with its rights as its only EXIF fields: Copyright, and the creator as Artist. Null for a
 * type that has no place for EXIF, or a file that is not built as its type asks.
 */
export function withRights(type: AcceptedType, bytes: Uint8Array, rights: Rights): Uint8Array | null {
  switch (type) {
    case 'jpeg':
      return withExif(bytes, exifOf(rights));
    case 'png':
      return pngWithExif(bytes, exifOf(rights));
    case 'webp':
      return webpWithExif(bytes, exifOf(rights));
    default:
      return null;
  }
}

/** Both fields are ASCII by their type; as other programs do, texts beyond that are UTF-8. Source: Exif 3.0, section 4.6.5. */
function exifOf({ copyright, creator }: Rights): Uint8Array {
  const fields = [
    { tag: tags.artist, text: creator },
    { tag: tags.copyright, text: copyright },
  ].filter(({ text }) => text !== '');
  const texts = fields.map(({ text }) => Buffer.from(`${text}\0`, 'utf8'));
  const head = Buffer.alloc(8 + 2 + fields.length * 12 + 4);
  head.write('MM\0*', 'latin1');
  head.writeUInt32BE(8, 4);
  head.writeUInt16BE(fields.length, 8);
  let at = head.length;
  fields.forEach(({ tag }, index) => {
    const entry = 10 + index * 12;
    const value = texts[index] ?? Buffer.alloc(1);
    head.writeUInt16BE(tag, entry);
    head.writeUInt16BE(2, entry + 2);
    head.writeUInt32BE(value.length, entry + 4);
    if (value.length <= 4) value.copy(head, entry + 8);
    else head.writeUInt32BE(at, entry + 8);
    at += value.length;
  });
  return Buffer.concat([head, ...texts]);
}

const pngHeader = 8 + 25;

/** Right behind the header. Source: PNG specification, third edition, section 11.3.4.5. */
function pngWithExif(bytes: Uint8Array, exif: Uint8Array): Uint8Array | null {
  if (bytes.length < pngHeader) return null;
  const content = Buffer.concat([Buffer.from('eXIf', 'latin1'), exif]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(exif.length);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([bytes.subarray(0, pngHeader), length, content, check, bytes.subarray(pngHeader)]);
}

const riffHead = 12;
const flags = { exif: 0x08, alpha: 0x10 } as const;

/** At the end; only a file with a VP8X chunk may have EXIF. Source: "WebP Container Specification", Google. */
function webpWithExif(bytes: Uint8Array, exif: Uint8Array): Uint8Array | null {
  const file = Buffer.from(bytes);
  const name = file.toString('latin1', riffHead, riffHead + 4);
  const isExtended = name === 'VP8X';
  const extended = isExtended ? Buffer.alloc(0) : vp8x(file, name);
  if (extended === null || file.length < riffHead + 18) return null;
  if (isExtended) file[riffHead + 8] = (file[riffHead + 8] ?? 0) | flags.exif;
  const body = [extended, file.subarray(riffHead), chunk('EXIF', exif)];
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + body.reduce((sum, part) => sum + part.length, 0));
  return Buffer.concat([file.subarray(0, 4), size, file.subarray(8, riffHead), ...body]);
}

/** The chunk that a file of one plain picture lacks. Sources: RFC 6386, section 9.1; RFC 9649, section 3.4. */
function vp8x(file: Buffer, name: string): Buffer | null {
  const content = Buffer.alloc(10);
  const at = riffHead + 8;
  if (file.length < at + 10) return null;
  if (name === 'VP8L') {
    const bits = file.readUInt32LE(at + 1);
    content.writeUIntLE(bits & 0x3fff, 4, 3);
    content.writeUIntLE((bits >>> 14) & 0x3fff, 7, 3);
    content[0] = flags.exif | ((bits >>> 28) & 1 ? flags.alpha : 0);
  } else if (name === 'VP8 ') {
    content.writeUIntLE((file.readUInt16LE(at + 6) & 0x3fff) - 1, 4, 3);
    content.writeUIntLE((file.readUInt16LE(at + 8) & 0x3fff) - 1, 7, 3);
    content[0] = flags.exif;
  } else return null;
  return chunk('VP8X', content);
}

function chunk(name: string, content: Uint8Array): Buffer {
  const head = Buffer.alloc(8);
  head.write(name, 'latin1');
  head.writeUInt32LE(content.length, 4);
  return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
}
