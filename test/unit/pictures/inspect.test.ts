import { execFileSync } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { limits } from '../../../shared/limits.ts';
import { bmp, flat, gif, noise, padJpeg, pngClaiming, rawBmp, tiff, wbmp, xbm } from './pictures.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

async function inspectBytes(bytes: Uint8Array | string, name = 'photo.jpg') {
  await using folder = await tempFolder();
  return await inspect(await folder.write(name, bytes));
}

async function refusalOf(bytes: Uint8Array | string, name?: string) {
  const outcome = await inspectBytes(bytes, name);
  if (outcome.ok) throw new Error(`${name ?? 'The picture'} was accepted`);
  return outcome.reason;
}

/** A PNG with one more chunk behind its header. */
function withChunk(png: Buffer, type: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + content.length);
  chunk.writeUInt32BE(content.length);
  chunk.write(type, 4);
  content.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
}

/** A TIFF with a tag in its first directory that no decoder knows, as some programs write. */
function withUnknownTag(tiffBytes: Buffer): Buffer {
  const at = tiffBytes.readUInt32LE(4);
  const count = tiffBytes.readUInt16LE(at);
  const entries = tiffBytes.subarray(at + 2, at + 2 + count * 12);
  const own = Buffer.alloc(12);
  own.writeUInt16LE(65_001, 0);
  own.writeUInt16LE(3, 2);
  own.writeUInt32LE(1, 4);
  const head = Buffer.from(tiffBytes);
  head.writeUInt32LE(tiffBytes.length, 4);
  const start = Buffer.alloc(2);
  start.writeUInt16LE(count + 1);
  return Buffer.concat([head, start, entries, own, Buffer.alloc(4)]);
}

const whole = {
  jpeg: await noise(600, 400).jpeg().toBuffer(),
  'progressive jpeg': await noise(600, 400).jpeg({ progressive: true }).toBuffer(),
  png: await noise(600, 400).png().toBuffer(),
  'interlaced png': await noise(600, 400).png({ progressive: true }).toBuffer(),
  webp: await noise(600, 400).webp().toBuffer(),
  gif: await noise(600, 400).gif().toBuffer(),
  bmp: bmp(600, 400),
  xbm: xbm(600, 400),
};

describe('inspect', () => {
  it.each(Object.entries({ ...whole, wbmp: wbmp(600, 400) }))('accepts a whole %s', async (kind, bytes) => {
    const outcome = await inspectBytes(bytes, 'no-extension');
    if (!outcome.ok) throw new Error(sentenceOf(outcome.reason));
    expect(outcome.value).toMatchObject({
      type: kind.split(' ').at(-1),
      width: 600,
      height: 400,
      bytes: bytes.length,
    });
    const preview = await sharp(outcome.value.preview).metadata();
    expect(preview).toMatchObject({ format: 'webp', width: 440, height: 293 });
  });

  it.each(Object.entries(whole))('refuses a truncated %s', async (_, bytes) => {
    for (const keep of [0.5, 0.9]) {
      const reason = await refusalOf(bytes.subarray(0, Math.floor(bytes.length * keep)));
      expect(reason.code).toBe('damaged');
      expect(sentenceOf(reason)).toMatch(
        /^This photo is damaged: the end of the file is missing|can’t be opened/,
      );
    }
  });

  it('refuses a PNG that lacks only its end', async () => {
    expect((await refusalOf(whole.png.subarray(0, -4))).code).toBe('damaged');
  });

  it('refuses pictures with garbage in the middle', async () => {
    for (const kind of ['progressive jpeg', 'png', 'interlaced png'] as const) {
      const bytes = Buffer.from(whole[kind]);
      for (let at = 0; at < 40; at += 1) bytes[(bytes.length >> 1) + at]! ^= 0x5a;
      expect((await refusalOf(bytes)).code).toBe('damaged');
    }
  });

  it('accepts what healthy cameras write: bytes between segments and after the end', async () => {
    const { jpeg } = whole;
    const stray = Buffer.concat([
      jpeg.subarray(0, -2),
      Buffer.from([0, 0, 0]),
      jpeg.subarray(-2),
      Buffer.alloc(99),
    ]);
    expect((await inspectBytes(stray)).ok).toBe(true);
  });

  it('refuses an empty file', async () => {
    expect(await refusalOf('')).toMatchObject({ code: 'empty' });
  });

  it('refuses text named like a picture', async () => {
    expect(await refusalOf('hello', 'photo.jpg')).toMatchObject({
      code: 'not-a-picture',
      args: { known: 'no' },
    });
  });

  it('names a type that can’t be prepared, and says what to do', async () => {
    expect(await refusalOf('<svg xmlns="http://www.w3.org/2000/svg"/>')).toMatchObject({
      code: 'type-not-taken',
      args: { what: 'an SVG drawing' },
    });
    expect(await refusalOf(Buffer.from('8BPS\0\x01\0\0\0\0\0\0', 'latin1'))).toMatchObject({
      code: 'layered-document',
      args: { what: expect.stringContaining('a Photoshop document') as string },
    });
    expect(await refusalOf(tiff({ width: 40, height: 30 }), 'photo.cr2')).toMatchObject({
      code: 'raw-photograph',
    });
  });

  it('recognises a raw photograph by its content despite its name', async () => {
    const raw = tiff({ width: 40, height: 30, asRaw: true });
    expect((await refusalOf(raw, 'photo.tif')).code).toBe('raw-photograph');
  });

  it('accepts a picture over 8 MB that can be prepared, but no such GIF', async () => {
    const jpeg = await noise(60, 40).jpeg().toBuffer();
    const large = await inspectBytes(padJpeg(jpeg, limits.imageBytes + 1));
    expect(large).toMatchObject({ ok: true, value: { type: 'jpeg', bytes: limits.imageBytes + 1 } });
    const animation = Buffer.concat([gif(3), Buffer.alloc(limits.imageBytes)]);
    expect(await refusalOf(animation)).toMatchObject({
      code: 'too-large',
      args: { megabytes: '8.1', most: 8 },
    });
  });

  it('reports that a large file is no picture before its size', async () => {
    expect((await refusalOf(Buffer.alloc(limits.imageBytes + 1, 'text '))).code).toBe('not-a-picture');
  });

  it('accepts 150 frames of a GIF, and not one more', async () => {
    expect((await inspectBytes(gif(150))).ok).toBe(true);
    expect(await refusalOf(gif(151))).toMatchObject({
      code: 'gif-too-many-frames',
      args: { frames: 151, most: 150 },
    });
  });

  it('accepts a GIF of 5120 pixels, and not one more', async () => {
    expect((await inspectBytes(await flat(5120, 10).gif().toBuffer())).ok).toBe(true);
    expect(await refusalOf(await flat(10, 5121).gif().toBuffer())).toMatchObject({
      code: 'gif-too-many-pixels',
    });
  });

  it('measures and previews a picture upright', async () => {
    const turned = await noise(600, 400).withMetadata({ orientation: 6 }).jpeg().toBuffer();
    const outcome = await inspectBytes(turned);
    if (!outcome.ok) throw new Error(sentenceOf(outcome.reason));
    expect(outcome.value).toMatchObject({ width: 400, height: 600 });
    expect(await sharp(outcome.value.preview).metadata()).toMatchObject({ width: 293, height: 440 });
  });

  it('refuses a few bytes that claim a picture of gigabytes', async () => {
    const png = await flat(10, 10).png().toBuffer();
    const claims = [
      pngClaiming(50_000, 50_000, png),
      rawBmp({ width: 65_535, height: 65_535, bits: 8, compression: 1, pixels: [0, 1] }),
    ];
    for (const bytes of claims) expect((await refusalOf(bytes)).code).toBe('too-many-pixels');
    const boast = Buffer.from(
      '#define a_width 12000\n#define a_height 12000\nstatic char a_bits[] = { 0x00 };',
    );
    expect((await refusalOf(boast)).code).toBe('damaged');
  });

  it('refuses, or opens quickly, files made to use memory or time', async () => {
    const thousandPages = tiff({ width: 8, height: 8, pages: 1_000 });
    expect(await inspectBytes(thousandPages)).toMatchObject({ ok: true, value: { frames: 1_000 } });
    const oneRow = tiff({ width: 8, height: 1 });
    oneRow.writeUInt32LE(13_000_000, oneRow.readUInt32LE(4) + 2 + 8);
    expect((await refusalOf(oneRow)).code).toBe('too-many-pixels');
    const endless = tiff({ width: 8, height: 8 });
    const first = endless.readUInt32LE(4);
    endless.writeUInt32LE(first, first + 2 + endless.readUInt16LE(first) * 12);
    await inspectBytes(endless);

    const png = await flat(10, 10).png().toBuffer();
    const bomb = Buffer.concat([Buffer.from('a\0\0'), deflateSync(Buffer.alloc(100_000_000), { level: 1 })]);
    for (const type of ['zTXt', 'iCCP']) {
      const before = process.resourceUsage().maxRSS;
      await inspectBytes(withChunk(png, type, bomb));
      expect(process.resourceUsage().maxRSS - before).toBeLessThan(80_000);
    }
    const avif = await flat(64, 64).avif({ effort: 0 }).toBuffer();
    avif.writeUInt32BE(100_000, avif.indexOf('ispe') + 8);
    avif.writeUInt32BE(100_000, avif.indexOf('ispe') + 12);
    expect((await inspectBytes(avif)).ok).toBe(false);
  });

  it('detects lost bits in a JPEG, though every row can be shown', async () => {
    for (const picture of [
      noise(600, 400),
      noise(600, 400).toColourspace('b-w'),
      noise(600, 400).toColourspace('cmyk'),
    ]) {
      const jpeg = await picture.jpeg({ chromaSubsampling: '4:4:4' }).toBuffer();
      const lostTail = Buffer.concat([jpeg.subarray(0, -40), jpeg.subarray(-2)]);
      const zeroTail = Buffer.concat([jpeg.subarray(0, -300), Buffer.alloc(300)]);
      const doubled = Buffer.concat([jpeg.subarray(0, -2000), jpeg.subarray(-3000, -2), jpeg.subarray(-2)]);
      for (const hurt of [lostTail, zeroTail, doubled]) expect((await refusalOf(hurt)).code).toBe('damaged');
    }
  });

  it('detects damage behind stray bytes in a JPEG’s header', async () => {
    const { jpeg } = whole;
    const at = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    const between = (...bytes: number[]) =>
      Buffer.concat([jpeg.subarray(0, at), Buffer.from(bytes), jpeg.subarray(at)]);
    const stray = between(0, 0, 0);
    expect((await inspectBytes(stray)).ok).toBe(true);
    expect((await refusalOf(between(1, 2, 3))).code).toBe('rare-kind');
    for (const hurt of [stray, between(1, 2, 3)]) {
      for (let at = 0; at < 40; at += 1) hurt[(hurt.length >> 1) + at]! ^= 0x5a;
      expect((await refusalOf(hurt)).code).toBe('damaged');
    }
  });

  it('detects damage inside a TIFF with any compression, and behind an unknown tag', async () => {
    const photo = () => noise(200, 120);
    const drawing = () => photo().toColourspace('b-w');
    const kinds = {
      strips: await photo().tiff({ compression: 'jpeg' }).toBuffer(),
      tiles: await photo()
        .tiff({ compression: 'jpeg', tile: true, tileWidth: 64, tileHeight: 64 })
        .toBuffer(),
      packbits: await photo().tiff({ compression: 'packbits', predictor: 'none' }).toBuffer(),
      lzw: await photo().tiff({ compression: 'lzw' }).toBuffer(),
      deflate: await photo().tiff({ compression: 'deflate' }).toBuffer(),
      fax: await drawing().tiff({ bitdepth: 1, compression: 'ccittfax4' }).toBuffer(),
    };
    for (const [kind, bytes] of Object.entries(kinds)) {
      for (const unknown of [false, true]) {
        const healthy = unknown ? withUnknownTag(bytes) : bytes;
        expect((await inspectBytes(healthy)).ok, `${kind} ${unknown}`).toBe(true);
        const hurt = Buffer.from(healthy);
        // The pixels come before the tags.
        const middle = bytes.readUInt32LE(4) >> 1;
        for (let at = middle; at < middle + 200; at += 1) hurt[at]! ^= 0x5a;
        expect((await inspectBytes(hurt)).ok, `hurt ${kind} ${unknown}`).toBe(false);
      }
    }
  });

  it('detects lost bits in one tile of a TIFF, though every row can be shown', async () => {
    const bytes = await noise(200, 120)
      .tiff({ compression: 'jpeg', tile: true, tileWidth: 64, tileHeight: 64 })
      .toBuffer();
    let noticed = 0;
    for (let at = 1; at <= 10; at += 1) {
      const hurt = Buffer.from(bytes);
      const from = 1_000 + Math.floor((bytes.readUInt32LE(4) - 1_100) * (at / 11));
      for (let next = from; next < from + 8; next += 1) hurt[next]! ^= 0x5a;
      if (!(await inspectBytes(hurt)).ok) noticed += 1;
    }
    expect(noticed).toBeGreaterThan(7);
  });

  it('is strict with XBM: the exact count of numbers, a comma between each two, and its end', async () => {
    const text = whole.xbm.toString('latin1');
    const second = text.indexOf(',') + 1;
    for (const hurt of [
      text.replace(',', ' '),
      `${text.slice(0, second)} 0x00,${text.slice(second)}`,
      text.replace(/0x../, '0x1ff'),
      text.replace(/0x../, '\u00a00x00'),
      text.slice(0, text.lastIndexOf(';')),
    ]) {
      expect((await inspectBytes(hurt)).ok).toBe(false);
    }
  });

  it('refuses a BMP whose runs leave their rows or that lacks colours of its palette', async () => {
    const runs = (pixels: number[]) =>
      rawBmp({ width: 4, height: 2, bits: 8, compression: 1, palette: [0, 0, 0, 0, 9, 9, 9, 0], pixels });
    expect((await inspectBytes(runs([4, 0, 0, 0, 4, 1, 0, 1]))).ok).toBe(true);
    expect((await inspectBytes(runs([4, 0, 0, 0, 5, 1, 0, 1]))).ok).toBe(false);
    const wide = rawBmp({
      width: 5,
      height: 1,
      bits: 8,
      compression: 1,
      palette: [0, 0, 0, 0],
      pixels: [8, 0, 0, 1],
    });
    expect((await inspectBytes(wide)).ok).toBe(true);
    expect((await inspectBytes(runs([4, 0, 0, 2, 9, 0, 4, 1, 0, 1]))).ok).toBe(false);
    const claims = Buffer.from(whole.bmp);
    claims.writeUInt32LE(0x80_0000, 46);
    expect((await inspectBytes(claims)).ok).toBe(false);
  });

  it('notices that a TIFF has lost its profile', async () => {
    const bytes = await noise(60, 40).withIccProfile('p3').tiff({ compression: 'deflate' }).toBuffer();
    expect((await inspectBytes(bytes)).ok).toBe(true);
    expect((await refusalOf(bytes.subarray(0, -10))).code).toBe('damaged');
  });

  it('refuses missing files and what is no file', async () => {
    await using folder = await tempFolder();
    const missing = await inspect(join(folder.path, 'missing.jpg'));
    expect(missing).toMatchObject({ ok: false, reason: { code: 'gone' } });
    await mkdir(join(folder.path, 'folder.jpg'));
    expect(await inspect(join(folder.path, 'folder.jpg'))).toMatchObject({
      ok: false,
      reason: { code: 'not-a-file' },
    });
    if (process.platform === 'win32') return;
    execFileSync('mkfifo', [join(folder.path, 'pipe.jpg')]);
    expect(await inspect(join(folder.path, 'pipe.jpg'))).toMatchObject({
      ok: false,
      reason: { code: 'not-a-file' },
    });
  });
});
