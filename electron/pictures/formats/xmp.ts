import ExifReader from 'exifreader';

/** One segment of a JPEG holds this much, and no program writes more of the fields that are asked for. */
const maxXmpBytes = 65_000;

export const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const valueOf = (tag: unknown): unknown => (isRecord(tag) && 'value' in tag ? tag['value'] : tag);

/** The texts of a tag: one, or those of a list or of a choice of languages. Longer ones are left out. */
export function leavesOf(tag: unknown, maxLength: number): string[] {
  const value = valueOf(tag);
  if (Array.isArray(value)) return value.flatMap((one) => leavesOf(one, maxLength));
  if (isRecord(value)) return Object.values(value).flatMap((one) => leavesOf(one, maxLength));
  if (typeof value !== 'string') return [];
  const text = value.trim();
  return text === '' || text.length > maxLength ? [] : [text];
}

/** The tags of an XMP packet; none where it can't be read. The library reads files, so the packet is put into one: a JPEG of nothing else. */
export function readXmp(xmp: Uint8Array): Record<string, unknown> {
  if (xmp.length > maxXmpBytes) return {};
  const header = Buffer.from('http://ns.adobe.com/xap/1.0/\0', 'latin1');
  const length = header.length + xmp.length + 2;
  const start = Buffer.from([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 0xff]);
  const end = Buffer.from([0xff, 0xda, 0, 2, 0, 0, 0xff, 0xd9]);
  try {
    const { xmp: tags } = ExifReader.load(Buffer.concat([start, header, xmp, end]), { expanded: true });
    return Object.fromEntries(Object.entries(tags ?? {}).filter(([name]) => name !== '_raw'));
  } catch {
    return {};
  }
}
