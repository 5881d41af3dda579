import { buffered, type ReadAt } from '../reader.ts';
import { boxAt, boxesIn, viewOf, type Box } from './heif-boxes.ts';
import { isRareFrame, readJpegFrame } from './jpeg.ts';
import { openTiff, type TiffDirectory, type TiffReader } from './tiff-directory.ts';

/**
 * A JPEG that the camera stored in a raw photograph: its place in the file, and its size in pixels before it is
 * turned.
 */
export interface CameraJpeg {
  at: number;
  length: number;
  width: number;
  height: number;
}

type Place = Pick<CameraJpeg, 'at' | 'length'>;

/** Minimum pixels of the longest edge. Thumbnails and previews for the camera's screen have 160 to 1,620. */
const minEdge = 2_000;
const maxDirectories = 64;
const maxPlaces = 64;
const maxMovieBytes = 4 * 1024 * 1024;

/**
 * The largest JPEG in a raw photograph that is nearly full-size; null for none. Reads only directories and headers.
 * Sources: TIFF 6.0; the descriptions of RAF, X3F, RW2 and CR3 by ExifTool and LibRaw.
 */
export async function findCameraJpeg(read: ReadAt, totalBytes: number): Promise<CameraJpeg | null> {
  const near = buffered(read);
  let best: CameraJpeg | null = null;
  for (const { at, length } of (await placesIn(near, totalBytes)).slice(0, maxPlaces)) {
    if (length < 4 || at + length > totalBytes) continue;
    const start = await read(at, 3);
    if (start[0] !== 0xff || start[1] !== 0xd8 || start[2] !== 0xff) continue;
    const within: ReadAt = async (from, count) =>
      await read(at + from, Math.max(0, Math.min(count, length - from)));
    const frame = await readJpegFrame(within);
    // The sensor's own data may be a lossless JPEG.
    if (frame === null || isRareFrame(frame)) continue;
    const { width, height } = frame;
    const isLarger = best === null || width * height > best.width * best.height;
    if (isLarger && Math.max(width, height) >= minEdge) best = { at, length, width, height };
  }
  return best;
}

async function placesIn(read: ReadAt, totalBytes: number): Promise<Place[]> {
  const head = await read(0, 92);
  const start = new TextDecoder('latin1').decode(head.subarray(0, 16));
  const view = new DataView(head.buffer, head.byteOffset, head.length);
  if (start.startsWith('FUJIFILMCCD-RAW')) {
    return head.length < 92 ? [] : [{ at: view.getUint32(84), length: view.getUint32(88) }];
  }
  if (start.startsWith('FOVb')) return await placesInX3f(read, totalBytes);
  if (start.startsWith('ftyp', 4)) return await placesInMovie(read, totalBytes);
  return await placesInTiff(read);
}

const tags = {
  panasonicJpeg: 0x2e,
  compression: 259,
  stripAt: 273,
  stripBytes: 279,
  subDirectories: 330,
  jpegAt: 513,
  jpegBytes: 514,
} as const;
/** Version numbers with which Panasonic and Olympus mark their TIFFs. */
export const rawVersions = [0x55, 0x4f52, 0x5352] as const;
const jpegCompressions: ReadonlySet<number> = new Set([6, 7]);

async function placesInTiff(read: ReadAt): Promise<Place[]> {
  const tiff = await openTiff(read, rawVersions);
  if (tiff === null) return [];
  const places: Place[] = [];
  const seen = new Set<number>();
  const waiting = [tiff.first];
  for (let at = waiting.pop(); at !== undefined && seen.size < maxDirectories; at = waiting.pop()) {
    if (at === 0 || seen.has(at)) continue;
    seen.add(at);
    const directory = await tiff.directory(at);
    if (directory === null) continue;
    places.push(...(await placesInDirectory(tiff, directory)));
    const below = await tiff.numbers(directory.fields.get(tags.subDirectories), maxDirectories);
    waiting.push(directory.next, ...below);
  }
  return places;
}

async function placesInDirectory(tiff: TiffReader, { fields }: TiffDirectory): Promise<Place[]> {
  const numbers = async (tag: number) => await tiff.numbers(fields.get(tag), 2);
  const places: Place[] = [];
  const panasonic = fields.get(tags.panasonicJpeg);
  if (panasonic) places.push({ at: panasonic.at, length: panasonic.count });
  const [jpegAt] = await numbers(tags.jpegAt);
  const [jpegBytes] = await numbers(tags.jpegBytes);
  if (jpegAt !== undefined && jpegBytes !== undefined) places.push({ at: jpegAt, length: jpegBytes });
  const [compression = 1] = await numbers(tags.compression);
  const stripAt = await numbers(tags.stripAt);
  const [stripBytes] = await numbers(tags.stripBytes);
  const [at] = stripAt;
  if (
    jpegCompressions.has(compression) &&
    stripAt.length === 1 &&
    at !== undefined &&
    stripBytes !== undefined
  ) {
    places.push({ at, length: stripBytes });
  }
  return places;
}

/** A list of sections, found from the file's end; pictures have a head of 28 bytes, and type 18 is JPEG. */
async function placesInX3f(read: ReadAt, totalBytes: number): Promise<Place[]> {
  const [listBytes, entryBytes, headBytes, jpegFormat] = [12, 12, 28, 18];
  const last = await read(totalBytes - 4, 4);
  if (last.length < 4) return [];
  const listAt = numberAt(last, 0);
  const list = await read(listAt, listBytes + maxPlaces * entryBytes);
  if (list.length < listBytes || textAt(list, 0) !== 'SECd') return [];
  const places: Place[] = [];
  for (let entry = 0; entry < Math.min(numberAt(list, 8), maxPlaces); entry += 1) {
    const from = listBytes + entry * entryBytes;
    if (from + entryBytes > list.length) break;
    const [at, length] = [numberAt(list, from), numberAt(list, from + 4)];
    if (!/^IMA[G2]$/.test(textAt(list, from + 8))) continue;
    const head = await read(at, headBytes);
    if (head.length < headBytes || textAt(head, 0) !== 'SECi' || numberAt(head, 12) !== jpegFormat) continue;
    places.push({ at: at + headBytes, length: length - headBytes });
  }
  return places;
}

/** Canon's CR3 stores each picture as the one sample of a track. */
async function placesInMovie(read: ReadAt, totalBytes: number): Promise<Place[]> {
  const movie = await readMovie(read, totalBytes);
  if (movie === null) return [];
  const inside = (boxes: readonly Box[], name: string): Box[] =>
    boxes.filter((box) => box.name === name).flatMap((box) => boxesIn(movie, box.from, box.to) ?? []);
  const tracks = (boxesIn(movie, 0, movie.length) ?? []).filter(({ name }) => name === 'trak');
  return tracks.flatMap((track): Place[] => {
    const table = inside(inside(inside([track], 'trak'), 'mdia'), 'minf');
    const samples = inside(table, 'stbl');
    const sizes = samples.find(({ name }) => name === 'stsz');
    const places = samples.find(({ name }) => name === 'co64');
    if (!sizes || !places || sizes.to - sizes.from < 12 || places.to - places.from < 16) return [];
    const [size, place] = [viewOf(movie, sizes), viewOf(movie, places)];
    const common = size.getUint32(4);
    const length = common !== 0 || size.byteLength < 16 ? common : size.getUint32(12);
    return [{ at: Number(place.getBigUint64(8)), length }];
  });
}

/** The content of a movie's `moov` box; null where it is missing or too large. */
export async function readMovie(read: ReadAt, totalBytes: number): Promise<Uint8Array | null> {
  for (let at = 0, boxes = 0; boxes < maxPlaces && at + 8 <= totalBytes; boxes += 1) {
    const box = boxAt(await read(at, 16), 0, totalBytes - at);
    if (box === null) return null;
    if (box.name === 'moov') {
      return box.to > maxMovieBytes ? null : await read(at + box.from, box.to - box.from);
    }
    at += box.to;
  }
  return null;
}

function numberAt(bytes: Uint8Array, at: number): number {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length).getUint32(at, true);
}

function textAt(bytes: Uint8Array, at: number): string {
  return new TextDecoder('latin1').decode(bytes.subarray(at, at + 4));
}
