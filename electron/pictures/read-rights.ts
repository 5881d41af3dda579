import type { Rights, RightsSettings } from '../../shared/prepare.ts';
import { metadataOf } from './decode.ts';
import { readExif, readTiffExif } from './formats/exif.ts';
import { readPngMetadata } from './formats/png.ts';
import { iptcTexts, leavesOf, readXmp } from './formats/tags.ts';
import type { PictureFacts } from './picture-facts.ts';
import { withFile } from './reader.ts';

const maxLength = 2_000;
/**
 * In order of preference: who made it, then whom to credit; the notice, then who owns the rights. Source: IPTC Photo
 * Metadata Standard.
 */
const xmpFields = {
  creator: ['creator', 'Credit'],
  copyright: ['rights', 'Owner', 'UsageTerms'],
} as const;
const iptcFields = { creator: ['By-line', 'Credit'], copyright: ['Copyright Notice'] } as const;
const nobody: Rights = { copyright: '', creator: '' };

/** The rights to write into a picture: the user's text, or the picture's own if that is kept. */
export async function rightsFor(
  path: string,
  facts: PictureFacts,
  { keep, copyright, creator }: RightsSettings,
): Promise<Rights> {
  const own = keep ? await ownRights(path, facts) : nobody;
  return { copyright: copyright || own.copyright, creator: creator || own.creator };
}

/** The rights in a picture by EXIF, then XMP, then IPTC; empty if they can't be read. */
async function ownRights(path: string, { type, bytes }: PictureFacts): Promise<Rights> {
  if (type === 'gif' || type === 'bmp' || type === 'wbmp' || type === 'xbm') return nobody;
  const blocks = await metadataOf(path);
  const { exif, png } = await withFile(path, async (read) => {
    const inPng = type === 'png' ? await readPngMetadata(read, bytes) : null;
    const block = blocks.exif ?? inPng?.exif ?? new Uint8Array();
    return { exif: type === 'tiff' ? (await readTiffExif(read)).texts : readExif(block), png: inPng };
  });
  const packet = blocks.xmp ?? png?.xmp;
  const xmp = packet ? readXmp(packet) : {};
  const iptc = blocks.iptc ? iptcTexts(blocks.iptc, maxLength) : [];
  const first = (of: keyof Rights): string =>
    [
      ...xmpFields[of].map((name) => leavesOf(xmp[name], maxLength)),
      ...iptcFields[of].map((name) => iptc.filter(({ field }) => field === name).map(({ text }) => text)),
    ]
      .find((texts) => texts.length > 0)
      ?.slice(0, of === 'creator' ? undefined : 1)
      .join('; ') ?? '';
  return { copyright: exif.Copyright || first('copyright'), creator: exif.Artist || first('creator') };
}
