import { fileTypeFromBuffer } from 'file-type';
import type { AcceptedType } from '../../../shared/limits.ts';
import type { PictureType } from '../picture-facts.ts';
import { rawName, rawTiffName } from './raw-tiff.ts';
import { readerOf } from '../reader.ts';
import { nameBySignature } from './signatures.ts';
import { readWbmpHeader } from './wbmp.ts';
import { readXbmHeader } from './xbm.ts';

/**
 * The kind of a file by its content. The name only distinguishes raw formats of cameras. `picture`: can be uploaded
 * or prepared. The others have words for a sentence, such as "an icon", or null if unknown. `working`: a file that a
 * photo program makes pictures from.
 */
export type Sniffed =
  | { type: 'picture'; format: PictureType }
  | { type: 'working-file'; kind: 'raw' | 'layers'; what: string }
  | { type: 'other-picture'; what: string }
  | { type: 'other'; what: string | null };

/** Bytes at a file's beginning that `sniff` needs. */
export const headBytes = 64 * 1024;

const pictures: Readonly<Record<string, string>> = {
  jxl: 'a JPEG XL image',
  jp2: 'a JPEG 2000 image',
  jpx: 'a JPEG 2000 image',
  jpm: 'a JPEG 2000 image',
  mj2: 'a JPEG 2000 image',
  j2c: 'a JPEG 2000 image',
  jls: 'a JPEG-LS image',
  jxr: 'a JPEG XR image',
  ico: 'an icon',
  icns: 'an icon',
};
const layered: Readonly<Record<string, string>> = {
  psd: 'a Photoshop document',
  psb: 'a Photoshop document',
  xcf: 'a GIMP document',
  afphoto: 'an Affinity Photo document',
};
const rawExtensions: ReadonlySet<string> = new Set([
  'cr2',
  'cr3',
  'crw',
  'nef',
  'nrw',
  'arw',
  'dng',
  'orf',
  'rw2',
  'raf',
  'pef',
  'srw',
  '3fr',
  'iiq',
  'fff',
  'erf',
  'mef',
  'mos',
  'mrw',
  'kdc',
  'dcr',
  'sr2',
  'srf',
  'x3f',
  'gpr',
  'rwl',
  'cap',
]);
/** Both byte orders, as classic TIFF and as BigTIFF. */
const tiffBytes = [
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x49, 0x49, 0x2b, 0x00],
  [0x4d, 0x4d, 0x00, 0x2b],
];
/**
 * Brands of the files that hold HEIC and AVIF pictures. Source: ISO/IEC 23008-12, annex B and E; AV1 Image File
 * Format, section 6.
 */
const avifBrands: ReadonlySet<string> = new Set(['avif', 'avis']);
const heicBrands: ReadonlySet<string> = new Set([
  'heic',
  'heix',
  'heim',
  'heis',
  'hevc',
  'hevx',
  'hevm',
  'hevs',
]);
const heifBrands: ReadonlySet<string> = new Set(['mif1', 'msf1', 'mif2', 'miaf']);
const maxBrands = 64;
const bmpHeaderSizes: ReadonlySet<number> = new Set([12, 40, 52, 56, 64, 108, 124]);

/**
 * Finds the type of a file from its first `headBytes` bytes (all of it if it is shorter) and its size. The accepted
 * types are recognised here and not by file-type, which does not know WBMP and XBM, treats any text that starts with
 * "BM" as a picture, and fails on a PNG whose first chunks are longer than the head.
 */
export async function sniff(head: Uint8Array, totalBytes: number, fileName = ''): Promise<Sniffed> {
  const type = acceptedType(head, totalBytes);
  if (type !== null) return { type: 'picture', format: type };
  const heif = heifType(head);
  if (heif !== null) return { type: 'picture', format: heif };
  const start = new TextDecoder('latin1').decode(head.subarray(0, 4096));
  if (
    /^(?:\u00EF\u00BB\u00BF)?(?:<\?xml[^>]*>|<!--(?:(?!-->)[\s\S])*-->|<!DOCTYPE[^>[]*(?:\[[^\]]*\])?>|\s)*<(?:\w+:)?svg[\s>]/i.test(
      start,
    )
  ) {
    return { type: 'other-picture', what: 'an SVG drawing' };
  }
  if (tiffBytes.some((magic) => startsWith(head, magic))) return await tiffOrRaw(head, extensionOf(fileName));
  const own = nameBySignature(head, totalBytes, extensionOf(fileName));
  if (own?.isRaw === true) return { type: 'working-file', kind: 'raw', what: own.what };
  if (own !== null) return { type: 'other-picture', what: own.what };
  const known = await fileTypeFromBuffer(head);
  const kind = known?.ext ?? (start.startsWith('PK\u0003\u0004') ? 'zip' : null);
  // A file with a pointer's signature but no valid directory is something else.
  if (kind === null || kind === 'bmp' || kind === 'cur') return { type: 'other', what: null };
  return words(kind, known?.mime ?? '');
}

function acceptedType(head: Uint8Array, totalBytes: number): AcceptedType | null {
  if (startsWith(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return 'png';
  // FF F7 after the start is JPEG-LS, which no browser shows.
  if (startsWith(head, [0xff, 0xd8, 0xff]) && head[3] !== 0xf7) return 'jpeg';
  const start = new TextDecoder('latin1').decode(head);
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'gif';
  if (start.startsWith('RIFF') && start.startsWith('WEBP', 8)) return 'webp';
  if (start.startsWith('BM') && head.length >= 26) {
    const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
    if (bmpHeaderSizes.has(view.getUint32(14, true))) return 'bmp';
  }
  if (readWbmpHeader(head, totalBytes) !== null) return 'wbmp';
  if (readXbmHeader(start) !== null) return 'xbm';
  return null;
}

/** The type by the brands. If they name no coding, HEIC is likelier, and the decoder decides. */
function heifType(head: Uint8Array): 'heic' | 'avif' | null {
  const text = new TextDecoder('latin1').decode(head.subarray(0, 16 + maxBrands * 4));
  if (text.slice(4, 8) !== 'ftyp' || text.length < 16) return null;
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const brands = [text.slice(8, 12)];
  for (let at = 16; at + 4 <= Math.min(view.getUint32(0), text.length); at += 4) {
    brands.push(text.slice(at, at + 4));
  }
  if (brands.some((brand) => heicBrands.has(brand))) return 'heic';
  if (brands.some((brand) => avifBrands.has(brand))) return 'avif';
  return heifBrands.has(brands[0] ?? '') ? 'heic' : null;
}

/**
 * Raw photographs are TIFF inside. If the content doesn't show which kind, the name may. file-type guesses by the
 * number of tags.
 */
async function tiffOrRaw(head: Uint8Array, extension: string): Promise<Sniffed> {
  const isNamed = rawExtensions.has(extension);
  const raw = (await rawTiffName(readerOf(head))) ?? (isNamed ? rawName(extension) : null);
  return raw === null
    ? { type: 'picture', format: 'tiff' }
    : { type: 'working-file', kind: 'raw', what: raw };
}

function words(kind: string, mime: string): Sniffed {
  if (rawExtensions.has(kind)) return { type: 'working-file', kind: 'raw', what: rawName(kind) };
  const document = layered[kind];
  if (document !== undefined) return { type: 'working-file', kind: 'layers', what: document };
  const picture = pictures[kind];
  if (picture !== undefined) return { type: 'other-picture', what: picture };
  if (kind === 'pdf') return { type: 'other', what: 'a PDF document' };
  if (kind === 'zip') return { type: 'other', what: 'a ZIP archive' };
  if (mime.startsWith('image/'))
    return { type: 'other-picture', what: `an image of type ${kind.toUpperCase()}` };
  if (mime.startsWith('video/')) return { type: 'other', what: 'a video' };
  if (mime.startsWith('audio/')) return { type: 'other', what: 'an audio file' };
  return { type: 'other', what: `a file of type ${kind.toUpperCase()}` };
}

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((byte, index) => bytes[index] === byte);
}

function extensionOf(fileName: string): string {
  return fileName.slice(fileName.lastIndexOf('.') + 1).toLowerCase();
}
