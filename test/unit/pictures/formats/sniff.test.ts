import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { headBytes, sniff } from '../../../../electron/pictures/formats/sniff.ts';
import { bmp, flat, gif, noise, wbmp, xbm } from '../pictures.ts';
import { writeTiff, type TiffField } from '../tiffs.ts';

const sniffAll = (bytes: Uint8Array, fileName = '') =>
  sniff(bytes.subarray(0, headBytes), bytes.length, fileName);

describe('sniff', () => {
  it('recognises every type BigCommerce accepts by its content', async () => {
    const pictures = {
      jpeg: await noise(40, 30).jpeg().toBuffer(),
      png: await noise(40, 30).png().toBuffer(),
      webp: await noise(40, 30).webp().toBuffer(),
      gif: gif(1),
      bmp: bmp(40, 30),
      wbmp: wbmp(200, 30),
      xbm: xbm(40, 30),
    };
    for (const [type, bytes] of Object.entries(pictures)) {
      expect(await sniffAll(bytes, 'misleading.tiff')).toEqual({ type: 'picture', format: type });
    }
  });

  it('recognises what Packshot can prepare, and files only their programs can open', async () => {
    const tiff = await flat(40, 30).tiff().toBuffer();
    expect(await sniffAll(tiff, 'a.jpg')).toEqual({ type: 'picture', format: 'tiff' });
    for (const bigTiff of ['II+\0\b\0\0\0', 'MM\0+\0\b\0\0']) {
      expect(await sniffAll(Buffer.from(bigTiff, 'latin1'))).toEqual({ type: 'picture', format: 'tiff' });
    }
    expect(await sniffAll(tiff, 'a.NEF')).toEqual({
      type: 'working-file',
      kind: 'raw',
      what: 'a raw photo (NEF)',
    });
    const avif = await flat(40, 30).avif({ effort: 0 }).toBuffer();
    expect(await sniffAll(avif)).toEqual({ type: 'picture', format: 'avif' });
    const brands = (major: string, ...others: string[]) =>
      Buffer.concat([
        Buffer.from([0, 0, 0, 16 + others.length * 4]),
        Buffer.from(`ftyp${major}\0\0\0\0${others.join('')}`, 'latin1'),
      ]);
    expect(await sniffAll(brands('heic', 'mif1', 'heic'))).toEqual({ type: 'picture', format: 'heic' });
    expect(await sniffAll(brands('mif1', 'heix', 'mif1'))).toEqual({ type: 'picture', format: 'heic' });
    expect(await sniffAll(brands('mif1', 'miaf', 'avif'))).toEqual({ type: 'picture', format: 'avif' });
    expect(await sniffAll(brands('crx ', 'crx ', 'isom'))).toMatchObject({
      type: 'working-file',
      kind: 'raw',
    });
    expect(await sniffAll(Buffer.from('8BPS\0\x01\0\0\0\0\0\0', 'latin1'))).toEqual({
      type: 'working-file',
      kind: 'layers',
      what: 'a Photoshop document',
    });
  });

  it('does not mistake a TIFF for raw because of many fields or a field that printers read', async () => {
    const page = { width: 4, height: 4, photometric: 2, samples: 3, pixel: () => [200, 100, 50] } as const;
    // Written after tag 254 in a directory of 28 fields, where file-type reports NEF.
    const ordinary: TiffField[] = [
      [254, 4, [0]],
      ...Array.from({ length: 17 }, (_, index): TiffField => [32_995 + index, 3, [1]]),
    ];
    const many = writeTiff({ ...page, fields: ordinary });
    expect(many.readUInt16LE(8)).toBe(28);
    const more = writeTiff({
      ...page,
      fields: [[11, 3, [1]], ...ordinary, [65_000, 3, [1]], [65_001, 3, [1]]],
    });
    expect(more.readUInt16LE(8)).toBe(31);
    const printim = writeTiff({ ...page, fields: [[0xc4a5, 7, [1, 2, 3, 4]]] });
    for (const bytes of [many, more, printim]) {
      expect(await sniffAll(bytes, 'photo.tif')).toEqual({ type: 'picture', format: 'tiff' });
    }
  });

  it('recognises raw photographs by their content, whatever their name', async () => {
    const page = { width: 4, height: 4, photometric: 2, samples: 3, pixel: () => [200, 100, 50] } as const;
    const text = (value: string) => [...Buffer.from(`${value}\0`)];
    const preview: TiffField[] = [
      [254, 4, [1]],
      [330, 4, [8]],
    ];
    const canon = Buffer.concat([Buffer.from('II*\0\x10\0\0\0CR\x02\0\0\0\0\0', 'latin1'), Buffer.alloc(6)]);
    const raws: [Buffer, string][] = [
      [canon, 'a raw photo (CR2)'],
      [writeTiff({ ...page, fields: [[50_706, 1, [1, 4, 0, 0]]] }), 'a raw photo (DNG)'],
      [
        writeTiff({ ...page, fields: [...preview, [271, 2, text('NIKON CORPORATION')]] }),
        'a raw photo (NEF)',
      ],
      [writeTiff({ ...page, fields: [...preview, [271, 2, text('SONY')]] }), 'a raw photo (ARW)'],
      [writeTiff({ ...page, fields: preview }), 'a raw photo'],
      [writeTiff({ ...page, photometric: 32_803, samples: 1, pixel: () => [90] }), 'a raw photo'],
    ];
    for (const [bytes, what] of raws) {
      expect(await sniffAll(bytes, 'photo.tif')).toEqual({ type: 'working-file', kind: 'raw', what });
    }
    // A preview below the picture, as retouching programs write it, is no sign of raw.
    const below = writeTiff({
      ...page,
      fields: [
        [254, 4, [0]],
        [330, 4, [8]],
        [271, 2, text('NIKON')],
      ],
    });
    expect(await sniffAll(below, 'photo.tif')).toEqual({ type: 'picture', format: 'tiff' });
  });

  it('names other pictures', async () => {
    for (const svg of [
      '<svg xmlns="http://www.w3.org/2000/svg"/>',
      '\uFEFF<?xml version="1.0"?>\n<!-- drawn -->\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">\n<svg width="1">',
    ]) {
      expect(await sniffAll(Buffer.from(svg))).toEqual({ type: 'other-picture', what: 'an SVG drawing' });
    }
  });

  it.each<[string, string, string?]>([
    ['an OpenEXR image', 'v/1\x01\x02\0\0\0channels\0'],
    ['a Radiance HDR image', '#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n'],
    ['a QOI image', 'qoif\0\0\0\x20\0\0\0\x20\x03\0'],
    ['a Netpbm image (PPM)', 'P6\n# made by hand\n4 4\n255\n'],
    ['a Netpbm image (PGM)', 'P2 4 4 255 '],
    ['a Netpbm image (PBM)', 'P4\n4 4\n'],
    ['a Netpbm image (PAM)', 'P7\nWIDTH 4\nHEIGHT 4\n'],
    ['a Netpbm image (PFM)', 'PF\n4 4\n-1.0\n'],
    ['an animated mouse pointer', 'RIFF\x20\0\0\0ACONanih'],
    ['an XPM image', '/* XPM */\nstatic char *a[] = {'],
    ['a DDS image', 'DDS \x7c\0\0\0'],
    ['a PCX image', '\n\x05\x01\x08\0\0'],
    ['an SGI image', '\x01\xda\x01\x01\0\x03\0\x03'],
    ['a DPX image', 'SDPX\0\0\x08\0V1.0'],
    ['a Cineon image', '\x80\x2a\x5f\xd7\0\0\x08\0'],
    ['a FITS image', 'SIMPLE  =                    T'],
    ['a Sun raster image', '\x59\xa6\x6a\x95\0\0\0\x40'],
    ['an MNG animation', '\x8aMNG\r\n\x1a\n'],
    ['a JNG image', '\x8bJNG\r\n\x1a\n'],
  ])('names %s by its signature', async (what, bytes) => {
    expect(await sniffAll(Buffer.from(bytes, 'latin1'), 'a.jpg')).toEqual({ type: 'other-picture', what });
  });

  it.each([
    ['RAF', 'FUJIFILMCCD-RAW 0201FF'],
    ['MRW', '\0MRM\0\0\0\x20\0PRD'],
    ['X3F', 'FOVb\0\0\x02\0'],
    ['CRW', 'II\x1a\0\0\0HEAPCCDR'],
  ])('names a raw photograph by its signature, whatever its name: %s', async (format, bytes) => {
    expect(await sniffAll(Buffer.from(bytes, 'latin1'), 'a.jpg')).toEqual({
      type: 'working-file',
      kind: 'raw',
      what: `a raw photo (${format})`,
    });
  });

  it('tells a mouse pointer from a TGA picture, which may begin alike', async () => {
    const pointer = Buffer.alloc(6 + 16 + 40);
    pointer.writeUInt16LE(2, 2);
    pointer.writeUInt16LE(1, 4);
    pointer.writeUInt32LE(40, 6 + 8);
    pointer.writeUInt32LE(22, 6 + 12);
    expect(await sniffAll(pointer)).toEqual({ type: 'other-picture', what: 'a mouse pointer' });
    const tga = Buffer.alloc(18 + 16 * 16 * 3);
    tga[2] = 2;
    tga.writeUInt16LE(16, 12);
    tga.writeUInt16LE(16, 14);
    tga[16] = 24;
    const named = { type: 'other-picture', what: 'a TGA image' };
    expect(await sniffAll(tga)).toEqual(named);
    expect(await sniffAll(Buffer.concat([tga, Buffer.alloc(26)]))).toEqual(named);
    const packed = Buffer.from(tga.subarray(0, 300));
    packed[2] = 10;
    expect(await sniffAll(packed, 'a.TGA')).toEqual(named);
    expect(await sniffAll(packed, 'a.jpg')).toEqual({ type: 'other', what: null });
  });

  it('names raw photographs by their maker', async () => {
    const page = { width: 4, height: 4, photometric: 32_803, samples: 1, pixel: () => [90] };
    for (const [make, format] of [
      ['PENTAX Corporation', 'PEF'],
      ['SAMSUNG', 'SRW'],
      ['Hasselblad', '3FR'],
      ['Phase One A/S', 'IIQ'],
    ]) {
      const bytes = writeTiff({ ...page, fields: [[271, 2, [...Buffer.from(`${make}\0`)]]] });
      expect(await sniffAll(bytes)).toMatchObject({ what: `a raw photo (${format})` });
    }
  });

  it('names some things that are no pictures, and knows when it does not know', async () => {
    expect(await sniffAll(Buffer.from('%PDF-1.7\n'))).toEqual({ type: 'other', what: 'a PDF document' });
    const mp4 = Buffer.from('\0\0\0\x18ftypisom\0\0\0\0isommp42', 'latin1');
    expect(await sniffAll(mp4)).toEqual({ type: 'other', what: 'a video' });
    for (const text of [
      'hello',
      'BMW prices of this year, by model',
      '#define width 3',
      '\0\0',
      '\0',
      '\xff\xd8',
    ]) {
      expect(await sniffAll(Buffer.from(text, 'latin1'), 'a.jpg')).toEqual({ type: 'other', what: null });
    }
  });

  it('takes a file for WBMP only if its size fits to the byte', async () => {
    const picture = wbmp(200, 30);
    expect(await sniffAll(picture.subarray(0, -1))).toEqual({ type: 'other', what: null });
    expect(await sniffAll(Buffer.concat([picture, Buffer.alloc(1)]))).toEqual({ type: 'other', what: null });
    expect(await sniffAll(Buffer.alloc(4_000))).toEqual({ type: 'other', what: null });
  });

  it('recognises a PNG whose first pixels come after a long colour profile', async () => {
    const png = await sharp(await flat(40, 30).png().toBuffer())
      .png()
      .withXmp(`<x:xmpmeta>${'a'.repeat(2 * headBytes)}</x:xmpmeta>`)
      .toBuffer();
    expect(await sniffAll(png)).toEqual({ type: 'picture', format: 'png' });
  });

  it('answers at once, whatever the bytes', async () => {
    const hostile = [
      `#define a_width 1${'\n'.repeat(headBytes)}`,
      `#define a_width 1 ${' /* */'.repeat(9_000)}x`,
      `/*${'*'.repeat(headBytes)}`,
      '<!---->'.repeat(500),
      `<?xml${' '.repeat(4_000)}`,
    ];
    for (const text of hostile) {
      expect(['other', 'other-picture']).toContain((await sniffAll(Buffer.from(text))).type);
    }
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.nat(300), async (bytes, size) => {
        expect((await sniff(bytes, size)).type).toBeDefined();
      }),
    );
  });
});
