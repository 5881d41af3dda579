import { reason } from '../../../shared/messages/reason.ts';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { readJpegParts } from '../../../electron/pictures/formats/jpeg.ts';
import { buffered, readerOf } from '../../../electron/pictures/reader.ts';
import { countDirectories } from '../../../electron/pictures/formats/tiff-directory.ts';
import { noise } from './pictures.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { writeTiff, type TiffField } from './tiffs.ts';

const [width, height] = [64, 48];
const plain = await noise(width, height).jpeg().toBuffer();
const progressive = await noise(width, height).jpeg({ progressive: true }).toBuffer();
const usualScans = await scansOf(progressive);

async function scansOf(jpeg: Uint8Array): Promise<number> {
  const parts = await readJpegParts(readerOf(jpeg));
  if (parts === null) throw new Error('No parts');
  return parts.scans;
}

/** The same JPEG with its last scan repeated to reach the count. */
function withScans(jpeg: Buffer, scans: number): Buffer {
  const lastScan = jpeg.subarray(jpeg.lastIndexOf(Buffer.from([0xff, 0xda])), -2);
  const more = Array<Buffer>(scans - usualScans).fill(lastScan);
  return Buffer.concat([jpeg.subarray(0, -2), ...more, jpeg.subarray(-2)]);
}

async function codeOf(bytes: Uint8Array): Promise<string> {
  await using folder = await tempFolder();
  const seen = await inspect(await folder.write('picture', bytes));
  return seen.ok ? 'accepted' : seen.reason.code;
}

describe('scans of a JPEG', () => {
  it('are counted up to one more than the maximum', async () => {
    expect(await scansOf(plain)).toBe(1);
    expect(usualScans).toBeGreaterThan(5);
    expect(await scansOf(withScans(progressive, 100))).toBe(100);
    expect(await scansOf(withScans(progressive, 20_000))).toBe(101);
  });

  it('above 100 are refused, with advice what to do', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('many.jpg', withScans(progressive, 101));
    expect(await inspect(path)).toEqual({
      ok: false,
      reason: reason('too-many-scans', { most: 100 }),
    });
    expect(await codeOf(withScans(progressive, 100))).not.toBe('too-many-scans');
    expect(await codeOf(progressive)).toBe('accepted');
  });

  it('are fewer of a larger picture, because each of them visits all pixels', async () => {
    await using folder = await tempFolder();
    const large = withScans(progressive, 40);
    const frame = large.indexOf(Buffer.from([0xff, 0xc2]));
    large.writeUInt16BE(10_000, frame + 5);
    large.writeUInt16BE(15_000, frame + 7);
    expect(await inspect(await folder.write('large.jpg', large))).toEqual({
      ok: false,
      reason: reason('too-many-scans', { most: 26 }),
    });
  });

  it('are found behind fill bytes and restart markers', async () => {
    const filled = withScans(progressive, 101).toString('latin1').replaceAll('\xff\xda', '\xff\xff\xff\xda');
    expect(await codeOf(Buffer.from(filled, 'latin1'))).toBe('too-many-scans');
  });

  it('above 100 are refused inside a TIFF too', async () => {
    const inTiff = async (jpeg: Buffer) => await codeOf(tiffOfJpeg(jpeg));
    expect(await inTiff(plain)).toBe('accepted');
    expect(await inTiff(withScans(progressive, 101))).toBe('too-many-scans');
  });

  it('of the second picture of a multi-picture file don’t count, because nothing decodes it', async () => {
    const many = withScans(progressive, 200);
    expect(await codeOf(Buffer.concat([plain, many]))).toBe('accepted');
    expect(await codeOf(Buffer.concat([many, plain]))).toBe('too-many-scans');
  });

  it('are counted without blocking the thread, whatever the bytes', async () => {
    const header = plain.subarray(0, plain.indexOf(Buffer.from([0xff, 0xda])) + 14);
    for (const filler of [[0xff], [0xff, 0xd0], [0xff, 0xe0, 0, 2]]) {
      const bytes = Buffer.concat([header, Buffer.alloc(4_000_000, Buffer.from(filler))]);
      let turns = 0;
      let isOver = false;
      const turn = (): void => {
        turns += 1;
        if (!isOver) setImmediate(turn);
      };
      setImmediate(turn);
      const before = process.threadCpuUsage();
      await readJpegParts(readerOf(bytes));
      isOver = true;
      // A slice is 8 ms. What other programs take of a busy machine is none of it.
      const { user, system } = process.threadCpuUsage(before);
      expect(turns).toBeGreaterThan((user + system) / 100_000);
    }
  });
});

describe('directories of a TIFF', () => {
  it('above 1,000 are refused before the file is opened', async () => {
    await using folder = await tempFolder();
    const seen = await inspect(await folder.write('many.tif', withDirectories('chained', 1_001)));
    expect(seen).toEqual({
      ok: false,
      reason: reason('too-many-directories', { most: 1_000 }),
    });
  });

  it('are counted with few reads where they are adjacent', async () => {
    const bytes = withDirectories('chained', 1_000);
    let reads = 0;
    const read = buffered(async (at, length) => {
      reads += 1;
      return await readerOf(bytes)(at, length);
    });
    expect(await countDirectories(read, 1_000)).toBe(1_000);
    expect(reads).toBeLessThan(10);
  });

  it('count where they are below a page', async () => {
    expect(await codeOf(withDirectories('below', 1_000))).toBe('accepted');
    expect(await codeOf(withDirectories('below', 1_001))).toBe('too-many-directories');
  });

  it('that lead back to an earlier one before count once', async () => {
    const circle = withDirectories('chained', 3);
    const first = circle.readUInt32LE(4);
    const last = circle.length - small.length;
    circle.writeUInt32LE(first, last + small.length - 4);
    expect(await codeOf(circle)).toBe('rare-kind');
    const toItself: TiffField = [330, 4, Array<number>(2_000).fill(8)];
    expect(await codeOf(onePixel([toItself]))).toBe('accepted');
  });
});

function tiffOfJpeg(jpeg: Buffer): Buffer {
  return writeTiff({ width, height, photometric: 6, samples: 3, jpeg });
}

function onePixel(fields: TiffField[]): Buffer {
  return writeTiff({ width: 1, height: 1, photometric: 1, samples: 1, pixel: () => [90], fields });
}

/** A directory of one pixel that uses the bytes of the first page. */
const small = directoryOf(onePixel([]));

/** A TIFF with this many directories, including the first: chained, or all below the first. */
function withDirectories(how: 'chained' | 'below', count: number): Buffer {
  const others = count - 1;
  const placeholder: TiffField[] = how === 'below' ? [[330, 4, Array<number>(others).fill(0)]] : [];
  const page = onePixel(placeholder);
  const padded = Buffer.concat([page, Buffer.alloc(page.length % 2)]);
  const starts = Array.from({ length: others }, (_, index) => padded.length + index * small.length);
  const first = how === 'below' ? onePixel([[330, 4, starts]]) : padded;
  const directories = starts.map((_, index) => {
    const directory = Buffer.from(small);
    const next = how === 'chained' ? (starts[index + 1] ?? 0) : 0;
    directory.writeUInt32LE(next, directory.length - 4);
    return directory;
  });
  const file = Buffer.concat([first, Buffer.alloc(first.length % 2), ...directories]);
  if (how === 'chained') file.writeUInt32LE(starts[0] ?? 0, 8 + small.length - 4);
  return file;
}

function directoryOf(tiff: Buffer): Buffer {
  return Buffer.from(tiff.subarray(8, 8 + 2 + tiff.readUInt16LE(8) * 12 + 4));
}
