/**
 * ICC colour profiles, as far as intake needs them: the profile's name, and whether its colours are those of sRGB.
 * Source: ICC.1:2022 (profile version 4.4), sections 7, 9.2 and 10; IEC 61966-2-1 for sRGB.
 */
export interface IccFacts {
  /** The profile's own name; '' if it has none. */
  name: string;
  /** Whether pictures look the same without this profile. */
  isSrgb: boolean;
}

/** Red, green and blue of sRGB in the profile's connection space (XYZ, adapted to D50). */
const srgbPrimaries = {
  rXYZ: [0.4361, 0.2225, 0.0139],
  gXYZ: [0.3851, 0.7169, 0.0971],
  bXYZ: [0.1431, 0.0606, 0.7141],
} as const;
const primaryTolerance = 0.003;
/** Tight enough to distinguish a plain gamma of 2.2 from sRGB's curve. */
const curveTolerance = 0.003;
const maxTags = 200;
const longestName = 200;

/** A part of a profile: its entry in the list, and its place and length. */
export interface IccTag {
  name: string;
  entryAt: number;
  at: number;
  size: number;
}

/** The tags that lie within a profile, behind their list; null if it is no profile. */
export function iccTags(bytes: Uint8Array): IccTag[] | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 132 || ascii(bytes, 36, 4) !== 'acsp') return null;
  const tags: IccTag[] = [];
  const count = Math.min(view.getUint32(128), maxTags);
  const listEnd = 132 + count * 12;
  for (let index = 0; index < count; index += 1) {
    const entryAt = 132 + index * 12;
    if (entryAt + 12 > bytes.length) break;
    const at = view.getUint32(entryAt + 4);
    const size = view.getUint32(entryAt + 8);
    if (size < 8 || at < listEnd || at + size > bytes.length) continue;
    tags.push({ name: ascii(bytes, entryAt, 4), entryAt, at, size });
  }
  return tags;
}

/** Reads a profile without trusting a byte of it; null if it is no profile. */
export function readIcc(bytes: Uint8Array): IccFacts | null {
  const found = iccTags(bytes);
  if (found === null) return null;
  const tags = new Map(
    found.map(({ name, at, size }) => [name, new DataView(bytes.buffer, bytes.byteOffset + at, size)]),
  );
  const name = textOf(tags.get('desc'));
  const [space, connection] = [ascii(bytes, 16, 4), ascii(bytes, 20, 4)];
  if (space === 'GRAY') return { name, isSrgb: connection === 'XYZ ' && hasSrgbCurves(tags, ['kTRC']) };
  if (space !== 'RGB ') return { name, isSrgb: false };
  // Profiles made of tables have no primaries. Those of sRGB have it in their name.
  if (!tags.has('rXYZ')) return { name, isSrgb: /\bsRGB\b/i.test(name) };
  return { name, isSrgb: hasSrgbPrimaries(tags) && hasSrgbCurves(tags, ['rTRC', 'gTRC', 'bTRC']) };
}

function hasSrgbPrimaries(tags: ReadonlyMap<string, DataView>): boolean {
  return Object.entries(srgbPrimaries).every(([tag, wanted]) => {
    const value = tags.get(tag);
    if (value === undefined || value.byteLength < 20) return false;
    return wanted.every(
      (part, index) => Math.abs(value.getInt32(8 + index * 4) / 65536 - part) <= primaryTolerance,
    );
  });
}

function hasSrgbCurves(tags: ReadonlyMap<string, DataView>, names: readonly string[]): boolean {
  return names.every((tag) => {
    const curve = curveOf(tags.get(tag));
    return (
      curve !== null &&
      [0.1, 0.25, 0.5, 0.75, 0.9].every((x) => Math.abs(curve(x) - srgbCurve(x)) <= curveTolerance)
    );
  });
}

/** The light of a value, both from 0 to 1. */
export function srgbCurve(x: number): number {
  return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4;
}

function curveOf(tag: DataView | undefined): ((x: number) => number) | null {
  if (tag === undefined || tag.byteLength < 12) return null;
  const kind = ascii(new Uint8Array(tag.buffer, tag.byteOffset, tag.byteLength), 0, 4);
  if (kind === 'curv') return sampledCurve(tag);
  return kind === 'para' ? parametricCurve(tag) : null;
}

function sampledCurve(tag: DataView): ((x: number) => number) | null {
  const count = tag.getUint32(8);
  if (tag.byteLength < 12 + count * 2) return null;
  if (count === 0) return (x) => x;
  if (count === 1) return (x) => x ** (tag.getUint16(12) / 256);
  return (x) => {
    const place = x * (count - 1);
    const below = Math.min(Math.floor(place), count - 2);
    const at = (index: number) => tag.getUint16(12 + index * 2) / 65535;
    return at(below) + (at(below + 1) - at(below)) * (place - below);
  };
}

/** The five forms of section 10.18: a gamma with up to six more numbers. */
function parametricCurve(tag: DataView): ((x: number) => number) | null {
  const form = tag.getUint16(8);
  const length = [1, 3, 4, 5, 7][form];
  if (length === undefined || tag.byteLength < 12 + length * 4) return null;
  const number = (index: number) => (index < length ? tag.getInt32(12 + index * 4) / 65536 : 0);
  const [g, a, b, c, d] = [number(0), number(1), number(2), number(3), number(4)];
  switch (form) {
    case 0:
      return (x) => x ** g;
    case 1:
      return (x) => (x >= -b / a ? (a * x + b) ** g : 0);
    case 2:
      return (x) => (x >= -b / a ? (a * x + b) ** g + c : c);
    default:
      return (x) => (x >= d ? (a * x + b) ** g + number(5) : c * x + number(6));
  }
}

/**
 * The text of a description. In version 2 it is ASCII with its length; in version 4 a list of languages, of which the
 * first is used.
 */
function textOf(tag: DataView | undefined): string {
  if (tag === undefined || tag.byteLength < 12) return '';
  const bytes = new Uint8Array(tag.buffer, tag.byteOffset, tag.byteLength);
  const kind = ascii(bytes, 0, 4);
  if (kind === 'desc') {
    const length = Math.min(tag.getUint32(8), longestName);
    return tidy(ascii(bytes, 12, length));
  }
  if (kind !== 'mluc' || tag.byteLength < 28 || tag.getUint32(8) === 0) return '';
  const length = Math.min(tag.getUint32(20), longestName * 2);
  const start = tag.getUint32(24);
  return tidy(new TextDecoder('utf-16be').decode(bytes.subarray(start, start + length)));
}

function tidy(text: string): string {
  const end = text.indexOf('\0');
  return (end === -1 ? text : text.slice(0, end)).replace(/\p{Cc}/gu, ' ').trim();
}

function ascii(bytes: Uint8Array, at: number, length: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(at, at + length));
}
