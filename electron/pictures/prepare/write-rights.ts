import { crc32 } from 'node:zlib';
import type { AcceptedType } from '../../../shared/limits.ts';
import type { Rights } from '../../../shared/prepare.ts';
import { findExif, maxExifBytes, withExif } from '../formats/jpeg-exif.ts';
import { exifOf, withExifTexts } from './exif-fields.ts';

const tags = { artist: 0x013b, copyright: 0x8298 } as const;

/**
 * A picture with these rights in its EXIF: Copyright, and the creator as Artist. Other fields stay, unless the block is
 * broken or has no room. Null for a type without EXIF, or a file that is not built as its type requires.
 */
export function withRights(type: AcceptedType, bytes: Uint8Array, rights: Rights): Uint8Array | null {
  switch (type) {
    case 'jpeg': {
      const block = blockWith(findExif(bytes), rights);
      return withExif(bytes, block.length <= maxExifBytes ? block : blockWith(null, rights));
    }
    case 'png':
      return pngWithRights(bytes, rights);
    case 'webp':
      return webpWithRights(bytes, rights);
    default:
      return null;
  }
}

function blockWith(own: Uint8Array | null, { copyright, creator }: Rights): Uint8Array {
  const texts = [
    { tag: tags.artist, text: creator },
    { tag: tags.copyright, text: copyright },
  ].filter(({ text }) => text !== '');
  return (own && withExifTexts(own, texts)) ?? exifOf(texts);
}

const pngSignature = 8;
const pngHeader = pngSignature + 25;

/**
 * Replaces its own block, else inserts one after the header. Source: PNG specification, third edition, section
 * 11.3.4.5.
 */
function pngWithRights(bytes: Uint8Array, rights: Rights): Uint8Array | null {
  if (bytes.length < pngHeader) return null;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  let place = { from: pngHeader, to: pngHeader };
  let own: Uint8Array | null = null;
  for (let at = pngSignature; own === null && at + 12 <= file.length;) {
    const end = at + 12 + file.readUInt32BE(at);
    if (end > file.length) return null;
    const type = file.toString('latin1', at + 4, at + 8);
    // Some programs write bytes after the end.
    if (type === 'IEND') break;
    if (type === 'eXIf') {
      own = file.subarray(at + 8, end - 4);
      place = { from: at, to: end };
    }
    at = end;
  }
  const exif = blockWith(own, rights);
  const content = Buffer.concat([Buffer.from('eXIf', 'latin1'), exif]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(exif.length);
  check.writeUInt32BE(crc32(content));
  return Buffer.concat([file.subarray(0, place.from), length, content, check, file.subarray(place.to)]);
}

const riffHead = 12;
const flags = { exif: 0x08, alpha: 0x10 } as const;
/** Some programs write this mark before the block, as in a JPEG. */
const jpegMark = Buffer.from('Exif\0\0', 'latin1');

/**
 * Appends the block. Only a file with a VP8X chunk may have EXIF. Source: "WebP Container Specification", Google.
 */
function webpWithRights(bytes: Uint8Array, rights: Rights): Uint8Array | null {
  const file = Buffer.from(bytes);
  const name = file.toString('latin1', riffHead, riffHead + 4);
  const isExtended = name === 'VP8X';
  const extended = isExtended ? Buffer.alloc(0) : vp8x(file, name);
  if (extended === null || file.length < riffHead + 18) return null;
  if (isExtended) file[riffHead + 8] = (file[riffHead + 8] ?? 0) | flags.exif;
  const { others, exif } = chunksOf(file);
  const block = exif?.subarray(0, jpegMark.length).equals(jpegMark) ? exif.subarray(jpegMark.length) : exif;
  const body = [extended, ...others, chunk('EXIF', blockWith(block, rights))];
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + body.reduce((sum, part) => sum + part.length, 0));
  return Buffer.concat([file.subarray(0, 4), size, file.subarray(8, riffHead), ...body]);
}

/** The chunks of a WebP without EXIF, and the content of its EXIF. */
function chunksOf(file: Buffer): { others: Buffer[]; exif: Buffer | null } {
  const others: Buffer[] = [];
  let exif: Buffer | null = null;
  let at = riffHead;
  while (at + 8 <= file.length) {
    const length = file.readUInt32LE(at + 4);
    const end = Math.min(file.length, at + 8 + length + (length % 2));
    if (file.toString('latin1', at, at + 4) === 'EXIF') exif = file.subarray(at + 8, at + 8 + length);
    else others.push(file.subarray(at, end));
    at = end;
  }
  return { others, exif };
}

/**
 * The VP8X chunk, which a file of one plain picture lacks. Sources: RFC 6386, section 9.1; RFC 9649, section 3.4.
 */
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
