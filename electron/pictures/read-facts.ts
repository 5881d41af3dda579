import type { Metadata } from 'sharp';
import { maxBytesInMemory } from './bounds.ts';
import { capturedAt, readExif, readTiffExif } from './formats/exif.ts';
import { hasUnspecified, readExtraSamples } from './formats/extra-samples.ts';
import { readIcc } from './formats/icc.ts';
import { readMainItem } from './formats/heif-main-item.ts';
import { readPngMetadata, type PngMetadata } from './formats/png.ts';
import { coloursByCodes, profileOf } from './formats/colour-numbers.ts';
import { coloursInPalette, readTiffLayout } from './formats/tiff-layout.ts';
import type { ColourNumbers, PictureFacts, PictureType } from './picture-facts.ts';
import { withoutMetadata, type MetadataType } from './prepare/metadata.ts';
import { readProductFields } from './product-fields.ts';
import type { ReadAt } from './reader.ts';

/** Facts from the decoder's metadata and the picture's own blocks. `read` reads the file itself. */
export async function factsOf(
  type: PictureType,
  bytes: number,
  metadata: Metadata,
  read: ReadAt,
): Promise<PictureFacts> {
  const png = type === 'png' ? await readPngMetadata(read, bytes) : null;
  const numbers = metadata.icc === undefined ? await colourNumbersOf(type, bytes, read, png) : null;
  const profile = metadata.icc ?? (numbers && profileOf(numbers, isGrey(metadata)));
  const icc = profile && readIcc(profile);
  // A TIFF file has the structure of an EXIF block.
  const tiff = type === 'tiff' ? await readTiffExif(read) : null;
  const extra = type === 'tiff' ? await readExtraSamples(read) : null;
  const exif = tiff?.texts ?? readExif(metadata.exif ?? png?.exif ?? new Uint8Array());
  const fields = readProductFields(metadata.xmp ?? png?.xmp ?? undefined, metadata.iptc);
  const paletteColours =
    type === 'tiff' ? coloursInPalette(await readTiffLayout(read)) : png && paletteOf(metadata);
  const facts: PictureFacts = {
    type,
    width: metadata.autoOrient.width,
    height: metadata.autoOrient.height,
    bytes,
    orientation: metadata.orientation ?? 1,
    colour: colourOf(metadata, icc?.isSrgb ?? true),
    profile: icc ? icc.name : null,
    ...(numbers === null ? {} : { colourNumbers: numbers }),
    bitsPerChannel: bitsOf(metadata),
    ...(paletteColours === null ? {} : { paletteColours }),
    // Decoders take every channel after the colours for transparency.
    hasAlpha: metadata.hasAlpha && extra?.alpha !== null,
    ...(extra !== null && hasUnspecified(extra) ? { hasOtherChannels: true } : {}),
    frames: Math.max(metadata.pages ?? 1, png?.frames ?? 1),
    hasPrivateMetadata: isMetadataType(type)
      ? await holdsMoreThanPicture(type, bytes, read)
      : (tiff?.isPrivate ?? hasBlocks(metadata)),
    capturedAt: capturedAt(exif),
    ...(fields === null ? {} : { fields }),
  };
  return facts;
}

async function colourNumbersOf(
  type: PictureType,
  bytes: number,
  read: ReadAt,
  png: PngMetadata | null,
): Promise<ColourNumbers | null> {
  if (type !== 'heic' && type !== 'avif') return png && png.colours;
  const codes = (await readMainItem(read, bytes))?.colours;
  return codes ? coloursByCodes(...codes) : null;
}

function paletteOf({ isPalette, bitsPerSample = 8 }: Metadata): number | null {
  return isPalette ? Math.max(2, 2 ** bitsPerSample) : null;
}

function isGrey({ space }: Metadata): boolean {
  return space === 'b-w' || space === 'grey16';
}

/**
 * Whether a file has anything that removing its metadata would remove. No list of tags is complete: makers hide
 * serial numbers and second pictures in blocks of their own.
 */
async function holdsMoreThanPicture(type: MetadataType, bytes: number, read: ReadAt): Promise<boolean> {
  // A file that is too large for the store is drawn anew.
  if (bytes > maxBytesInMemory) return true;
  const whole = await read(0, bytes);
  const bare = withoutMetadata(type, whole);
  return bare === null || Buffer.compare(bare, whole) !== 0;
}

function isMetadataType(type: PictureType): type is MetadataType {
  return type === 'jpeg' || type === 'png' || type === 'webp' || type === 'gif';
}

function colourOf({ space }: Metadata, isSrgb: boolean): PictureFacts['colour'] {
  switch (space) {
    case 'cmyk':
      return 'cmyk';
    case 'lab':
    case 'labs':
    case 'labq':
    case 'lch':
    case 'xyz':
      return 'lab';
    case 'b-w':
    case 'grey16':
      return isSrgb ? 'grey' : 'profiled-grey';
    default:
      return isSrgb ? 'srgb' : 'wide';
  }
}

function bitsOf({ depth, bitsPerSample, isPalette }: Metadata): number {
  if (bitsPerSample !== undefined && !isPalette) return bitsPerSample;
  switch (depth) {
    case 'ushort':
    case 'short':
      return 16;
    case 'uint':
    case 'int':
    case 'float':
    case 'complex':
      return 32;
    case 'double':
    case 'dpcomplex':
      return 64;
    default:
      return 8;
  }
}

function hasBlocks({ exif, xmp, iptc }: Metadata): boolean {
  return [exif, xmp, iptc].some((block) => block !== undefined);
}
