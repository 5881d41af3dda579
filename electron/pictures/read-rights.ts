import type { Rights, RightsSettings } from '../../shared/prepare.ts';
import { metadataOf } from './decode.ts';
import { exifBlock } from './formats/exif.ts';
import { iptcTexts } from './formats/iptc.ts';
import { toldByPng } from './formats/png.ts';
import { openTiff } from './formats/tiff-directory.ts';
import { leavesOf, readXmp } from './formats/xmp.ts';
import type { PictureFacts } from './picture-facts.ts';
import { readerOf, withFile, type ReadAt } from './reader.ts';

const maxLength = 2_000;
const exifTags = { creator: 0x013b, copyright: 0x8298 } as const;
/** By-line, copyright notice. Source: IPTC-IIM 4.2, chapter 6. */
const iptcFields: Readonly<Record<number, string>> = { 80: 'creator', 116: 'copyright' };
const nobody: Rights = { copyright: '', creator: '' };

/** What is to be told of a picture's rights: the text that the user set, else the picture's own if that is kept. */
export async function rightsFor(
  path: string,
  facts: PictureFacts,
  { keep, copyright, creator }: RightsSettings,
): Promise<Rights> {
  const own = keep ? await ownRights(path, facts) : nobody;
  return { copyright: copyright || own.copyright, creator: creator || own.creator };
}

/** What a picture tells of its rights, by EXIF, else XMP, else IPTC; empty for what can't be read. */
async function ownRights(path: string, { type, bytes }: PictureFacts): Promise<Rights> {
  if (type === 'gif' || type === 'bmp' || type === 'wbmp' || type === 'xbm') return nobody;
  const { exif, xmp, iptc } = await metadataOf(path);
  return await withFile(path, async (read) => {
    const png = type === 'png' ? await toldByPng(read, bytes) : null;
    const block = exifBlock(exif ?? png?.exif ?? new Uint8Array());
    const inExif = await exifRights(type === 'tiff' ? read : readerOf(block));
    const packet = xmp ?? png?.xmp;
    const tags = packet ? readXmp(packet) : {};
    const texts = iptc ? iptcTexts(iptc, iptcFields, maxLength, 10) : [];
    const first = (name: keyof Rights): string => texts.find(({ field }) => field === name)?.text ?? '';
    return {
      copyright: inExif.copyright || (leavesOf(tags['rights'], maxLength)[0] ?? '') || first('copyright'),
      creator: inExif.creator || leavesOf(tags['creator'], maxLength).join('; ') || first('creator'),
    };
  });
}

async function exifRights(read: ReadAt): Promise<Rights> {
  const tiff = await openTiff(read);
  const first = tiff && (await tiff.directory(tiff.first));
  if (!tiff || !first) return nobody;
  const text = async (tag: number): Promise<string> => {
    const field = first.fields.get(tag);
    return field ? textOf(await read(field.at, Math.min(field.count, maxLength))) : '';
  };
  return { copyright: await text(exifTags.copyright), creator: await text(exifTags.creator) };
}

/** UTF-8 where it is that, as programs write it today, else Latin-1. */
function textOf(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  const text = end === -1 ? bytes : bytes.subarray(0, end);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(text).trim();
  } catch {
    return new TextDecoder('latin1').decode(text).trim();
  }
}
