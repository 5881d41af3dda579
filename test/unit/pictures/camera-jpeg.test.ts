import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCameraJpeg } from '../../../electron/pictures/formats/camera-jpeg.ts';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { readerOf } from '../../../electron/pictures/reader.ts';
import { nextOf, sentenceOf } from '../../../shared/messages/reason.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { flat } from './pictures.ts';
import { cr3, raf, rawTiff, rw2, x3f } from './raws.ts';
import { writeTiff } from './tiffs.ts';

const [width, height] = [6_000, 4_000];
const full = await flat(width, height).jpeg().toBuffer();
const preview = await flat(1_616, 1_080).jpeg().toBuffer();

const find = async (bytes: Uint8Array) => await findCameraJpeg(readerOf(bytes), bytes.length);

const raws = { dng: rawTiff(full), raf: raf(full), rw2: rw2(full), x3f: x3f(full), cr3: cr3(full) };

describe('the camera’s own JPEG in a raw photograph', () => {
  it.each(Object.entries(raws))('is found to the byte in a %s', async (_, bytes) => {
    const found = await find(bytes);
    expect(found).toMatchObject({ width, height, length: full.length });
    expect(bytes.subarray(found?.at, (found?.at ?? 0) + full.length).equals(full)).toBe(true);
  });

  it('is found in a directory below the first one, and is the largest of several', async () => {
    const strip = writeTiff({ width, height, photometric: 6, samples: 3, jpeg: full });
    const outer = rawTiff(preview, [[330, 4, [0]]]);
    const inner = Buffer.from(strip.subarray(8));
    const bytes = rawTiff(preview, [[330, 4, [outer.length]]]);
    // The inner directory lies behind the outer file: its places move with it.
    const shift = outer.length - 8;
    const count = inner.readUInt16LE(0);
    for (let entry = 0; entry < count; entry += 1) {
      const at = 2 + entry * 12;
      const values = inner.readUInt32LE(at + 4);
      const isPlace = inner.readUInt16LE(at) === 273 || (inner.readUInt16LE(at + 2) === 3 && values > 2);
      if (isPlace) inner.writeUInt32LE(inner.readUInt32LE(at + 8) + shift, at + 8);
    }
    expect(await find(Buffer.concat([bytes, inner]))).toMatchObject({ width, height });
  });

  it('is none where there is only a preview, sensor data, or what ends early', async () => {
    const lossless = Buffer.from(full);
    lossless[lossless.indexOf(Buffer.from([0xff, 0xc0])) + 1] = 0xc3;
    const cut = raws.raf.subarray(0, -100);
    for (const bytes of [rawTiff(preview), rawTiff(lossless), cut, Buffer.from('FOVb')]) {
      expect(await find(bytes)).toBeNull();
    }
  });

  it('is looked for in bounded time, whatever the bytes', async () => {
    const heads = Object.values(raws).map((bytes) => bytes.subarray(0, 400));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...heads),
        fc.array(fc.tuple(fc.nat(399), fc.nat(255)), { maxLength: 12 }),
        async (head, changes) => {
          const bytes = Buffer.from(head);
          for (const [at, value] of changes) bytes[at] = value;
          await find(bytes);
        },
      ),
    );
  });
});

describe('a raw photograph', () => {
  it('is refused with the offer of the camera’s own JPEG', async () => {
    await using folder = await tempFolder();
    for (const [format, bytes] of Object.entries(raws)) {
      const seen = await inspect(await folder.write(`photo.${format}`, bytes));
      if (seen.ok) throw new Error(`${format} was accepted`);
      expect(seen.reason).toEqual({
        code: 'raw-with-jpeg',
        args: { what: `a raw photo (${format.toUpperCase()})`, width, height },
      });
      expect(sentenceOf(seen.reason)).toContain('an embedded JPEG (6000 × 4000)');
      expect(nextOf(seen.reason)).toContain('the embedded JPEG');
    }
  });

  it('is refused without an offer where it holds none', async () => {
    await using folder = await tempFolder();
    const seen = await inspect(await folder.write('photo.dng', rawTiff(preview)));
    expect(seen).toMatchObject({ ok: false, reason: { code: 'raw-photograph' } });
  });
});
