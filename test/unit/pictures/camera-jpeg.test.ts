import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findCameraJpeg } from '../../../electron/pictures/formats/camera-jpeg.ts';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { readerOf } from '../../../electron/pictures/reader.ts';
import { nextOf, sentenceOf } from '../../../shared/messages/reason.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { flat } from './pictures.ts';
import { writeTiff, type TiffField } from './tiffs.ts';

const [width, height] = [6_000, 4_000];
const full = await flat(width, height).jpeg().toBuffer();
const preview = await flat(1_616, 1_080).jpeg().toBuffer();
const sensor = { width: 4, height: 4, photometric: 32_803, samples: 1, pixel: () => [90] };

const find = async (bytes: Uint8Array) => await findCameraJpeg(readerOf(bytes), bytes.length);

/** A raw photograph that is TIFF inside, with JPEGs behind it as directories name them. */
function rawTiff(jpeg: Uint8Array, fields: TiffField[] = []): Buffer {
  const pointer = (at: number): TiffField[] => [
    [513, 4, [at]],
    [514, 4, [jpeg.length]],
    [50_706, 1, [1, 4, 0, 0]],
  ];
  const { length } = writeTiff({ ...sensor, fields: [...pointer(0), ...fields] });
  return Buffer.concat([writeTiff({ ...sensor, fields: [...pointer(length), ...fields] }), jpeg]);
}

function raf(jpeg: Uint8Array): Buffer {
  const head = Buffer.alloc(160);
  head.write('FUJIFILMCCD-RAW 0201FF383501', 'latin1');
  head.writeUInt32BE(160, 84);
  head.writeUInt32BE(jpeg.length, 88);
  return Buffer.concat([head, jpeg, Buffer.alloc(50)]);
}

function rw2(jpeg: Uint8Array): Buffer {
  const fields: TiffField[] = [[0x2e, 7, [...jpeg]]];
  const bytes = writeTiff({ ...sensor, fields });
  bytes[2] = 0x55;
  return bytes;
}

function x3f(jpeg: Uint8Array): Buffer {
  const section = Buffer.alloc(28);
  section.write('SECi', 'latin1');
  section.writeUInt32LE(2, 8);
  section.writeUInt32LE(18, 12);
  const list = Buffer.alloc(12 + 12 + 4);
  const listAt = 40 + section.length + jpeg.length;
  list.write('SECd', 'latin1');
  list.writeUInt32LE(1, 8);
  list.writeUInt32LE(40, 12);
  list.writeUInt32LE(section.length + jpeg.length, 16);
  list.write('IMA2', 20, 'latin1');
  list.writeUInt32LE(listAt, 24);
  const head = Buffer.alloc(40);
  head.write('FOVb', 'latin1');
  return Buffer.concat([head, section, jpeg, list]);
}

function box(name: string, ...content: Buffer[]): Buffer {
  const body = Buffer.concat(content);
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.length);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, body]);
}

function cr3(jpeg: Uint8Array): Buffer {
  const numbers = (...values: number[]) => {
    const bytes = Buffer.alloc(values.length * 4);
    values.forEach((value, index) => bytes.writeUInt32BE(value, index * 4));
    return bytes;
  };
  const movie = (at: number) => {
    const sizes = box('stsz', numbers(0, jpeg.length, 1));
    const places = box('co64', numbers(0, 1, 0, at));
    const track = box('trak', box('mdia', box('minf', box('stbl', sizes, places))));
    return Buffer.concat([box('ftyp', Buffer.from('crx \0\0\0\x01crx isom', 'latin1')), box('moov', track)]);
  };
  const at = movie(0).length + 8;
  return Buffer.concat([movie(at), box('mdat', Buffer.from(jpeg))]);
}

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
        args: { what: `a raw photograph (${format.toUpperCase()})`, width, height },
      });
      expect(sentenceOf(seen.reason)).toContain('the camera’s own JPEG (6000 × 4000)');
      expect(nextOf(seen.reason)).toContain('the camera’s own JPEG');
    }
  });

  it('is refused without an offer where it holds none', async () => {
    await using folder = await tempFolder();
    const seen = await inspect(await folder.write('photo.dng', rawTiff(preview)));
    expect(seen).toMatchObject({ ok: false, reason: { code: 'raw-photograph' } });
  });
});
