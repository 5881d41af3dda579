import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { cutCameraJpeg } from '../../../electron/pictures/cut-camera-jpeg.ts';
import { readExif } from '../../../electron/pictures/formats/exif.ts';
import { withOrientation } from '../../../electron/pictures/formats/jpeg-orientation.ts';
import { readTiffOrientation } from '../../../electron/pictures/formats/raw-orientation.ts';
import { readerOf } from '../../../electron/pictures/reader.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { flat } from './pictures.ts';
import { cr3, orientationField, raf, rawTiff, rw2, x3f } from './raws.ts';
import { writeTiff } from './tiffs.ts';

const jpeg = await flat(2_400, 1_600).jpeg().toBuffer();

async function cut(raw: Uint8Array): Promise<Buffer> {
  await using folder = await tempFolder();
  const to = join(folder.path, 'cut');
  const outcome = await cutCameraJpeg(await folder.write('photo.raw', raw), to);
  if (!outcome.ok) throw new Error(outcome.reason.code);
  return await readFile(to);
}

const orientationOf = async (bytes: Uint8Array) => (await sharp(bytes).metadata()).orientation;

/** The JPEG with an EXIF segment of these bytes behind its start. */
function withExif(block: Uint8Array): Buffer {
  const head = Buffer.from([0xff, 0xe1, 0, 0, ...Buffer.from('Exif\0\0', 'latin1')]);
  head.writeUInt16BE(8 + block.length, 2);
  return Buffer.concat([jpeg.subarray(0, 2), head, block, jpeg.subarray(2)]);
}

const artist = [...Buffer.from('Ada Lovelace\0', 'latin1')];
const tiny = { width: 4, height: 4, photometric: 1, samples: 1, pixel: () => [90] };
const exif = writeTiff({ ...tiny, fields: [[315, 2, artist]] });

describe('the camera’s own JPEG cut out of a raw photograph', () => {
  it.each(
    Object.entries({ dng: rawTiff(jpeg), raf: raf(jpeg), rw2: rw2(jpeg), x3f: x3f(jpeg), cr3: cr3(jpeg) }),
  )('has not a byte changed where a %s is upright', async (_, raw) =>
    expect((await cut(raw)).equals(jpeg)).toBe(true),
  );

  it.each([
    ['dng', rawTiff(jpeg, [orientationField(6)]), 6],
    ['rw2', rw2(jpeg, [orientationField(8)]), 8],
    ['cr3', cr3(jpeg, [orientationField(6)]), 6],
    ['x3f', x3f(jpeg, 90), 6],
    ['x3f of version 4', x3f(jpeg, 270, 4), 8],
  ])('is turned as the %s tells, if it does not tell itself', async (_, raw, orientation) => {
    const bytes = await cut(raw);
    expect(await orientationOf(bytes)).toBe(orientation);
    expect(bytes.subarray(bytes.length - jpeg.length + 20).equals(jpeg.subarray(20))).toBe(true);
  });

  it('keeps what it tells itself', async () => {
    const turned = await flat(2_400, 1_600).withMetadata({ orientation: 3 }).jpeg().toBuffer();
    expect((await cut(rawTiff(turned, [orientationField(6)]))).equals(turned)).toBe(true);
  });

  it('keeps its other EXIF fields', async () => {
    const bytes = await cut(rawTiff(withExif(exif), [orientationField(6)]));
    const { orientation, exif: block = Buffer.alloc(0) } = await sharp(bytes).metadata();
    expect(orientation).toBe(6);
    expect(readExif(block)).toEqual({ Artist: expect.any(String) as string });
  });

  it('is none of a file that holds none any more', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('photo.dng', rawTiff(jpeg.subarray(0, 2)));
    const outcome = await cutCameraJpeg(path, join(folder.path, 'cut'));
    expect(outcome).toMatchObject({ ok: false, reason: { code: 'changed' } });
  });
});

describe('an orientation put into a JPEG', () => {
  it('is told by it whatever its EXIF segment holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(exif.length - 1), fc.nat(255)), { maxLength: 8 }),
        async (changes) => {
          const changed = Buffer.from(exif);
          for (const [at, value] of changes) changed[at] = value;
          const bytes = await withOrientation(withExif(changed), 6);
          const length = Buffer.from(bytes).readUInt16BE(4);
          const orientation = await readTiffOrientation(readerOf(bytes.subarray(12, 4 + length)));
          expect(orientation).not.toBeNull();
        },
      ),
    );
  });

  it('replaces an EXIF segment that has no room for it', async () => {
    const block = Buffer.concat([exif, Buffer.alloc(65_000)]).subarray(0, 65_520);
    expect(await orientationOf(await withOrientation(withExif(block), 6))).toBe(6);
  });
});
