/**
 * GIF as a row of blocks. Of the extensions those stay that say when and how often a picture is shown. Comments go,
 * text that no browser draws, unknown ones, and colour profiles, which no browser follows there. Source: GIF89a
 * specification, sections 17 to 27.
 */
const applicationsThatStay: ReadonlySet<string> = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);
const extension = 0x21;
const picture = 0x2c;
const trailer = 0x3b;
const controlLabel = 0xf9;
const applicationLabel = 0xff;

/** `bytes` is the whole file. Null if the blocks don't reach the trailer. Bytes after the trailer are removed. */
export function gifWithoutMetadata(bytes: Uint8Array): Uint8Array | null {
  if (!/^GIF8[79]a$/.test(String.fromCharCode(...bytes.subarray(0, 6)))) return null;
  let at = 13 + paletteBytes(bytes[10]);
  const kept: Uint8Array[] = [bytes.subarray(0, at)];
  for (;;) {
    const kind = bytes[at];
    if (kind === trailer) return Buffer.concat([...kept, Uint8Array.of(trailer)]);
    if (kind !== extension && kind !== picture) return null;
    // An extension has a label before its data. A picture has ten bytes of place and size, its colours, and its code
    // size.
    const data = kind === extension ? at + 2 : at + 10 + paletteBytes(bytes[at + 9]) + 1;
    const end = endOfData(bytes, data);
    if (end === null) return null;
    if (kind === picture || stays(bytes, at)) kept.push(bytes.subarray(at, end));
    at = end;
  }
}

function stays(bytes: Uint8Array, at: number): boolean {
  const label = bytes[at + 1];
  if (label !== applicationLabel) return label === controlLabel;
  return applicationsThatStay.has(String.fromCharCode(...bytes.subarray(at + 3, at + 14)));
}

function paletteBytes(flags: number | undefined): number {
  return flags !== undefined && flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

/** Data comes in parts, each with its length before it; one of length 0 ends it. */
function endOfData(bytes: Uint8Array, from: number): number | null {
  let at = from;
  for (;;) {
    const length = bytes[at];
    if (length === undefined) return null;
    at += 1 + length;
    if (length === 0) return at;
  }
}
