import { rawName } from './raw-tiff.ts';

/** A kind of file that is neither uploaded nor prepared. */
export interface Named {
  what: string;
  isRaw: boolean;
}

/** How files begin, as Latin-1. Sources: the documents of each format; for raw photographs, LibRaw and ExifTool. */
const signatures: readonly (readonly [pattern: RegExp, what: string, isRaw?: true])[] = [
  [/^FUJIFILMCCD-RAW /, rawName('RAF'), true],
  [/^\0MR[MI]/, rawName('MRW'), true],
  [/^FOVb/, rawName('X3F'), true],
  [/^IIU\0/, rawName('RW2'), true],
  [/^(?:IIR[OS]|MMOR)/, rawName('ORF'), true],
  [/^(?:II|MM)[\s\S]{4}HEAPCCDR/, rawName('CRW'), true],
  // The bytes 1 to 31 are written as characters that occur nowhere else.
  [/^v\/1[^ -\u00ff]/, 'an OpenEXR image'],
  [/^#\?(?:RADIANCE|RGBE)\s/, 'a Radiance HDR image'],
  [/^qoif/, 'a QOI image'],
  [/^P[14](?:\s|#[^\n]*\n)+\d/, 'a Netpbm image (PBM)'],
  [/^P[25](?:\s|#[^\n]*\n)+\d/, 'a Netpbm image (PGM)'],
  [/^P[36](?:\s|#[^\n]*\n)+\d/, 'a Netpbm image (PPM)'],
  [/^P7\n(?:#[^\n]*\n)*WIDTH /, 'a Netpbm image (PAM)'],
  [/^P[Ff]\n\d+ \d+\n/, 'a Netpbm image (PFM)'],
  [/^RIFF[\s\S]{4}ACON/, 'an animated mouse pointer'],
  [/^\/\* XPM \*\//, 'an XPM image'],
  [/^DDS \x7c\0\0\0/, 'a DDS image'],
  [/^\n[^\t\n\r -\u00ff]{3}/, 'a PCX image'],
  [/^[^ -\u00ff]\u00da[^ -\u00ff]{2}\0[^ -\u00ff]/, 'an SGI image'],
  [/^(?:SDPX|XPDS)/, 'a DPX image'],
  [/^\u0080\u002a\u005f\u00d7|^\u00d7\u005f\u002a\u0080/, 'a Cineon image'],
  [/^SIMPLE  = /, 'a FITS image'],
  [/^\u0059\u00a6\u006a\u0095/, 'a Sun raster image'],
  [/^\u008aMNG\r\n/, 'an MNG animation'],
  [/^\u008bJNG\r\n/, 'a JNG image'],
];
const signatureBytes = 1024;

/**
 * The kind of a file by its first bytes; null if they are unknown. `extension` is used only for TGA, which has no
 * signature.
 */
export function nameBySignature(head: Uint8Array, totalBytes: number, extension: string): Named | null {
  // `TextDecoder` reads Latin-1 as Windows' code page 1252, in which the bytes 80 to 9f are other characters.
  const start = Buffer.from(head.subarray(0, signatureBytes)).toString('latin1');
  const found = signatures.find(([pattern]) => pattern.test(start));
  if (found !== undefined) return { what: found[1], isRaw: found[2] === true };
  if (isMousePointer(head, totalBytes)) return { what: 'a mouse pointer', isRaw: false };
  return isTga(head, totalBytes, extension) ? { what: 'a TGA image', isRaw: false } : null;
}

/** Whether all pictures that a CUR file lists lie within it. Source: the resource file formats of Windows. */
function isMousePointer(head: Uint8Array, totalBytes: number): boolean {
  const view = viewOf(head);
  if (head.length < 22 || view.getUint32(0) !== 0x0000_0200) return false;
  const count = view.getUint16(4, true);
  const listed = Math.min(count, Math.floor((head.length - 6) / 16));
  return (
    count > 0 &&
    Array.from({ length: listed }, (_, index) => 6 + index * 16).every((at) => {
      const from = view.getUint32(at + 12, true);
      return from >= 6 + count * 16 && from + view.getUint32(at + 8, true) <= totalBytes;
    })
  );
}

/** Colour map, true colour and grey; 8 more with run-length coding. */
const tgaTypes: ReadonlySet<number> = new Set([1, 2, 3, 9, 10, 11]);
const tgaDepths: ReadonlySet<number> = new Set([8, 15, 16, 24, 32]);
const tgaExtensions: ReadonlySet<string> = new Set(['tga', 'vda', 'icb', 'vst']);

/**
 * Whether a header makes sense as TGA, and either the name or the size of the file says the same. Source: Truevision
 * TGA 2.0.
 */
function isTga(head: Uint8Array, totalBytes: number, extension: string): boolean {
  if (head.length < 18) return false;
  const view = viewOf(head);
  const [idBytes = 0, hasMap = 0, type = 0] = head;
  const mapBytes = hasMap * view.getUint16(5, true) * Math.ceil((head[7] ?? 0) / 8);
  const [width, height, depth] = [view.getUint16(12, true), view.getUint16(14, true), head[16] ?? 0];
  const needsMap = type % 8 === 1;
  const isSound =
    tgaTypes.has(type) &&
    (hasMap === 1 || (hasMap === 0 && !needsMap)) &&
    width > 0 &&
    height > 0 &&
    tgaDepths.has(depth) &&
    (head[17] ?? 0) < 64;
  if (!isSound) return false;
  const plainBytes = 18 + idBytes + mapBytes + width * height * Math.ceil(depth / 8);
  // Version 2 ends with a footer of 26 bytes.
  const isOfSize = type < 8 && (totalBytes === plainBytes || totalBytes === plainBytes + 26);
  return isOfSize || tgaExtensions.has(extension);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
