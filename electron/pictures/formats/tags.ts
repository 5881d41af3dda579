import ExifReader from 'exifreader';

/** Larger blocks are not read: XML would take seconds, and no program writes that much for these fields. */
const maxSegmentBytes = 65_000;

/** The texts of EXIF fields by their names in Exif 3.0. The block may begin with "Exif" and two zero bytes. */
export function exifTexts<T extends string>(
  block: Uint8Array,
  names: readonly T[],
): Partial<Record<T, string>> {
  const isMarked = Buffer.from(block.subarray(0, 4)).toString('latin1') === 'Exif';
  const { exif = {} } = load(block.subarray(isMarked ? 6 : 0), { exif: [...names] });
  const texts: Partial<Record<T, string>> = {};
  for (const [name, tag] of Object.entries(exif)) {
    const [text]: unknown[] = [valueOf(tag)].flat();
    if (typeof text === 'string') texts[name as T] = text.trim();
  }
  return texts;
}

/**
 * The texts of IPTC datasets by exifreader's names, in the order of the block. The block is Photoshop's resources, or
 * IPTC alone.
 */
export function iptcTexts(iptc: Uint8Array, maxLength: number): { field: string; text: string }[] {
  const isResources = Buffer.from(iptc.subarray(0, 13)).toString('latin1') === 'Photoshop 3.0';
  const head = Buffer.from('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\0', 'latin1');
  head.writeUInt32BE(iptc.length, head.length - 4);
  const { iptc: tags = {} } = loadSegment(0xed, isResources ? [iptc] : [head, iptc], { iptc: true });
  return Object.entries(tags).flatMap(([field, tag]) =>
    [tag].flat().flatMap((one) => leavesOf(one?.description, maxLength).map((text) => ({ field, text }))),
  );
}

/** The tags of an XMP packet, by their names without the namespace. */
export function readXmp(xmp: Uint8Array): Record<string, unknown> {
  const head = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
  const { xmp: tags = {} } = loadSegment(0xe1, [head, xmp], { xmp: true });
  return Object.fromEntries(Object.entries(tags).filter(([name]) => name !== '_raw'));
}

/** The texts of a tag: a single one, or those of a list or of several languages. Longer ones are left out. */
export function leavesOf(tag: unknown, maxLength: number): string[] {
  const value = valueOf(tag);
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, maxLength));
  if (isRecord(value)) return Object.values(value).flatMap((one) => leavesOf(one, maxLength));
  if (typeof value !== 'string') return [];
  const text = value.trim();
  return text === '' || text.length > maxLength ? [] : [text];
}

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const valueOf = (tag: unknown): unknown => (isRecord(tag) && 'value' in tag ? tag['value'] : tag);

/** The library reads files, so the segment is put into a JPEG of nothing else. */
function loadSegment(
  marker: number,
  content: readonly Uint8Array[],
  includeTags: ExifReader.IncludeTagsOptions,
): ExifReader.ExpandedTags {
  const length = content.reduce((sum, { length: bytes }) => sum + bytes, 2);
  if (length > maxSegmentBytes) return {};
  const start = Buffer.from([0xff, 0xd8, 0xff, marker, length >> 8, length & 0xff]);
  const end = Buffer.from([0xff, 0xda, 0, 2, 0, 0, 0xff, 0xd9]);
  return load(Buffer.concat([start, ...content, end]), includeTags);
}

/** No tags if the library can't read them. */
function load(file: Uint8Array, includeTags: ExifReader.IncludeTagsOptions): ExifReader.ExpandedTags {
  try {
    return ExifReader.load(Buffer.from(file.buffer, file.byteOffset, file.length), {
      expanded: true,
      includeTags,
    });
  } catch {
    return {};
  }
}
