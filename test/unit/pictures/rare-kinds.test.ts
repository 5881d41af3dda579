import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readMainItem } from '../../../electron/pictures/formats/heif-main-item.ts';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { readerOf } from '../../../electron/pictures/reader.ts';
import { withChunk } from '../../integration/prepare-pictures.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { heic } from './heic-pictures.ts';
import { flat, noise } from './pictures.ts';

const fixtures = join(import.meta.dirname, '../../integration/pictures');
const jpeg = await noise(320, 240).jpeg({ optimiseCoding: false }).toBuffer();
const frameAt = jpeg.indexOf(Buffer.from([0xff, 0xc0]));

async function reasonOf(bytes: Uint8Array) {
  await using folder = await tempFolder();
  const seen = await inspect(await folder.write('photo', bytes));
  return seen.ok ? null : { code: seen.reason.code, what: seen.reason.args?.['what'] };
}

function changed(bytes: Uint8Array, at: number, value: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = value;
  return copy;
}

function withoutSegments(bytes: Buffer, marker: number): Buffer {
  const kept = [bytes.subarray(0, 2)];
  let at = 2;
  while (bytes[at + 1] !== 0xda) {
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (bytes[at + 1] !== marker) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return Buffer.concat([...kept, bytes.subarray(at)]);
}

describe('a picture in colours that no page shows is called rare', () => {
  it.each([
    ['PQ', 16],
    ['HLG', 18],
  ])('a PNG in %s', async (_, transfer) => {
    const png = withChunk(await flat(4, 4).png().toBuffer(), 'cICP', Buffer.from([9, transfer, 0, 1]));
    expect(await reasonOf(png)).toEqual({ code: 'rare-kind', what: 'an HDR image (PQ or HLG)' });
  });

  it('an AVIF in PQ', async () => {
    const bytes = await readFile(join(fixtures, 'mirrored.avif'));
    bytes.writeUInt16BE(16, bytes.indexOf('colrnclx') + 'colrnclx'.length + 2);
    expect(await reasonOf(bytes)).toEqual({ code: 'rare-kind', what: 'an HDR image (PQ or HLG)' });
  });
});

describe('a JPEG of a rare kind is called so, not damaged', () => {
  it.each([
    ['lossless', 1, 0xc3],
    ['layer on layer', 1, 0xc5],
    ['coded arithmetically', 1, 0xc9],
    ['of 12 bits', 4, 12],
  ])('%s, which no browser shows', async (_, offset, value) => {
    expect(await reasonOf(changed(jpeg, frameAt + offset, value))).toEqual({
      code: 'rare-kind',
      what: 'a JPEG that browsers can’t show',
    });
  });

  it('with its height at its end, which no browser shows', async () => {
    const open = changed(changed(jpeg, frameAt + 5, 0), frameAt + 6, 0);
    expect((await reasonOf(open))?.code).toBe('rare-kind');
  });

  it('without code tables', async () => {
    expect(await reasonOf(withoutSegments(jpeg, 0xc4))).toEqual({
      code: 'rare-kind',
      what: 'a JPEG without code tables, as cameras store the frames of a film',
    });
  });

  it('with stray bytes between its parts', async () => {
    const stray = Buffer.concat([jpeg.subarray(0, frameAt), Buffer.from([1, 2, 3]), jpeg.subarray(frameAt)]);
    expect(await reasonOf(stray)).toEqual({
      code: 'rare-kind',
      what: 'a JPEG with stray bytes between its parts',
    });
  });

  it('unless its pixels are damaged as well', async () => {
    const stray = Buffer.concat([jpeg.subarray(0, frameAt), Buffer.from([1, 2, 3]), jpeg.subarray(frameAt)]);
    const lost = Buffer.concat([stray.subarray(0, -60), stray.subarray(-2)]);
    expect((await reasonOf(lost))?.code).toBe('damaged');
  });
});

describe('a HEIF file of a rare kind is called so, not damaged', () => {
  it.each([
    ['unci', 'an uncompressed HEIF image'],
    ['jpeg', 'a HEIF image with a JPEG inside'],
    ['vvc1', 'a HEIF image coded as H.266'],
    ['abcd', 'a HEIF image coded as abcd'],
  ])('%s', async (coding, what) => {
    expect(await reasonOf(heic(32, 32, { coding }))).toEqual({ code: 'rare-kind', what });
  });

  it('an animation', async () => {
    const bytes = await readFile(join(fixtures, 'animated.avif'));
    expect(await reasonOf(bytes)).toEqual({ code: 'rare-kind', what: 'an animated AVIF' });
    const sequence = Buffer.concat([Buffer.from('\0\0\0\x10ftypmsf1\0\0\0\0\0\0\0\x08moov', 'latin1')]);
    expect(await reasonOf(sequence)).toEqual({ code: 'rare-kind', what: 'a sequence of HEIF images' });
  });

  it('colours that are turned without their transparency, but not both turned', async () => {
    const what = 'a HEIF image turned without its transparency';
    const apart = await readFile(join(fixtures, 'alpha-not-turned.avif'));
    expect(await reasonOf(apart)).toEqual({ code: 'rare-kind', what });
    await using folder = await tempFolder();
    const seen = await inspect(
      await folder.write('photo', await readFile(join(fixtures, 'alpha-turned.avif'))),
    );
    if (!seen.ok) throw new Error('Refused');
    expect(seen.value).toMatchObject({ width: 32, height: 48, hasAlpha: true });
    // The corner that was at the top left.
    const { data, info } = await sharp(seen.value.preview).raw().toBuffer({ resolveWithObject: true });
    const alphaAt = (x: number, y: number) => data[(y * info.width + x) * 4 + 3];
    expect([alphaAt(4, 44), alphaAt(4, 4), alphaAt(28, 4), alphaAt(28, 44)]).toEqual([0, 255, 255, 128]);
  });

  it('more pixels than can be opened', async () => {
    const avif = await flat(64, 64).avif({ effort: 0 }).toBuffer();
    avif.writeUInt32BE(100_000, avif.indexOf('ispe') + 8);
    avif.writeUInt32BE(90_000, avif.indexOf('ispe') + 12);
    const large = heic(32, 32, { claims: { width: 16_000, height: 16_000 } });
    for (const bytes of [avif, large]) expect((await reasonOf(bytes))?.code).toBe('too-many-pixels');
  });
});

describe('the main picture of a HEIF file', () => {
  const main = async (bytes: Uint8Array) => await readMainItem(readerOf(bytes), bytes.length);

  it('tells its coding, size and colours', async () => {
    expect(await main(heic(48, 32))).toMatchObject({ coding: 'hvc1', width: 48, height: 32, colours: null });
    const avif = await flat(64, 40).avif({ effort: 0 }).toBuffer();
    expect(await main(avif)).toMatchObject({ coding: 'av01', width: 64, height: 40, isPremultiplied: false });
    const mirrored = await readFile(join(fixtures, 'mirrored.avif'));
    expect(await main(mirrored)).toMatchObject({ colours: [1, 13] });
  });

  it('is none where the file makes no sense, whatever its bytes', async () => {
    const whole = heic(32, 32);
    const headEnd = whole.indexOf('mdat');
    for (let at = 0; at < headEnd; at += 1) {
      for (const value of [0, 0x7f, 0xff]) await main(changed(whole, at, value));
      await main(whole.subarray(0, at));
    }
    expect(await main(whole.subarray(0, 40))).toBeNull();
  });
});
