import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { heic } from './heic-pictures.ts';
import { bmp, flat, gif, noise, tiff, wbmp, xbm } from './pictures.ts';
import { pictureFacts } from './prepare/facts.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { sentenceOf } from '../../../shared/messages/reason.ts';

async function factsOf(bytes: Uint8Array) {
  await using folder = await tempFolder();
  const outcome = await inspect(await folder.write('picture', bytes));
  if (!outcome.ok) throw new Error(sentenceOf(outcome.reason));
  return outcome.value;
}

const exif = {
  IFD0: { Make: 'Packshot', Artist: 'Ada' },
  IFD2: { DateTimeOriginal: '2026:11:20 10:11:12', SubSecTimeOriginal: '34' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
};
const plainFacts = pictureFacts({ width: 60, height: 40 });

function pngChunk(type: string, content: Buffer): Buffer {
  const chunk = Buffer.alloc(12 + content.length);
  chunk.writeUInt32BE(content.length);
  chunk.write(type, 4);
  content.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), chunk.length - 4);
  return chunk;
}

describe('the facts of a picture', () => {
  it.each([
    ['jpeg', () => noise(60, 40).jpeg().toBuffer()],
    ['png', () => noise(60, 40).png().toBuffer()],
    ['webp', () => noise(60, 40).webp().toBuffer()],
    ['gif', () => noise(60, 40).gif().toBuffer()],
    ['tiff', () => noise(60, 40).tiff().toBuffer()],
    ['avif', () => noise(60, 40).avif({ effort: 0 }).toBuffer()],
    ['bmp', async () => bmp(60, 40)],
  ])('a plain %s has nothing special', async (type, make) => {
    const bytes = await make();
    expect(await factsOf(bytes)).toMatchObject({ ...plainFacts, type, bytes: bytes.length });
  });

  it.each([
    ['tEXt', 'Author\0Ada', true],
    ['tEXt', 'exif:GPSLatitude\u000051/1', true],
    ['zTXt', 'Raw profile type exif\0\0', true],
    ['iTXt', 'Location\0\0\0\0\0Bonn', true],
    ['tEXt', 'Software\0Packshot', true],
    ['tEXt', 'date:create\u00002026-11-20', true],
    ['pHYs', '\0\0\x0b\x13\0\0\x0b\x13\x01', false],
  ])(
    'a PNG with a %s of %j holds more than its picture: %s, before its pixels and behind them',
    async (type, text, isPrivate) => {
      const png = await noise(60, 40).png().toBuffer();
      const content = Buffer.from(text, 'latin1');
      for (const at of [33, png.length - 12]) {
        const facts = await factsOf(
          Buffer.concat([png.subarray(0, at), pngChunk(type, content), png.subarray(at)]),
        );
        expect(facts.hasPrivateMetadata).toBe(isPrivate);
      }
    },
  );

  it('finds the location in a PNG behind its pixels, too', async () => {
    const png = await noise(60, 40).png().toBuffer();
    const { exif: block } = await sharp(await noise(8, 8).withExif(exif).jpeg().toBuffer()).metadata();
    if (block === undefined) throw new Error('No EXIF');
    const late = Buffer.concat([
      png.subarray(0, -12),
      pngChunk('eXIf', block.subarray(6)),
      png.subarray(-12),
    ]);
    expect(await factsOf(late)).toMatchObject({
      hasPrivateMetadata: true,
      capturedAt: Date.UTC(2026, 10, 20, 10, 11, 12, 340),
    });
  });

  it('one-bit pictures are grey', async () => {
    for (const bytes of [wbmp(60, 40), xbm(60, 40)]) {
      expect(await factsOf(bytes)).toMatchObject({ colour: 'grey', bitsPerChannel: 1 });
    }
  });

  it('name a wide gamut, CMYK, 16 bits and transparency', async () => {
    const p3 = await noise(60, 40).withIccProfile('p3').jpeg().toBuffer();
    expect(await factsOf(p3)).toMatchObject({
      colour: 'wide',
      profile: expect.stringMatching(/p3/i) as string,
    });
    const srgb = await noise(60, 40).withIccProfile('srgb').jpeg().toBuffer();
    expect(await factsOf(srgb)).toMatchObject({
      colour: 'srgb',
      profile: expect.stringMatching(/srgb/i) as string,
    });
    const cmyk = await noise(60, 40).toColourspace('cmyk').jpeg().toBuffer();
    expect(await factsOf(cmyk)).toMatchObject({ colour: 'cmyk' });
    const grey = await noise(60, 40).toColourspace('b-w').jpeg().toBuffer();
    expect(await factsOf(grey)).toMatchObject({ colour: 'grey' });
    const deep = await noise(60, 40).toColourspace('rgb16').png().toBuffer();
    expect(await factsOf(deep)).toMatchObject({ colour: 'srgb', bitsPerChannel: 16 });
    expect(await factsOf(tiff({ width: 60, height: 40, photometric: 8, bits: 16 }))).toMatchObject({
      colour: 'lab',
    });
    const clear = await noise(60, 40).ensureAlpha(0.5).png().toBuffer();
    expect(await factsOf(clear)).toMatchObject({ hasAlpha: true });
    const ten = await noise(60, 40)
      .toColourspace('rgb16')
      .avif({ effort: 0, bitdepth: 10 })
      .toBuffer()
      .catch(() => null);
    if (ten) expect(await factsOf(ten)).toMatchObject({ type: 'avif', bitsPerChannel: 10 });
  });

  it.each(['jpeg', 'png', 'webp', 'gif'] as const)(
    'a %s with bytes behind its end holds more than its picture',
    async (type) => {
      const bytes = await noise(60, 40).toFormat(type).toBuffer();
      expect(await factsOf(Buffer.concat([bytes, Buffer.from('a film')]))).toMatchObject({
        hasPrivateMetadata: true,
      });
      expect(await factsOf(bytes)).toMatchObject({ hasPrivateMetadata: false });
    },
  );

  it.each(['jpeg', 'avif'] as const)(
    'of a %s, the camera and the hour are more than the picture',
    async (type) => {
      const make = await noise(60, 40)
        .withExif({ IFD0: { Make: 'Packshot', Model: 'One' } })
        .toFormat(type)
        .toBuffer();
      expect(await factsOf(make)).toMatchObject({ hasPrivateMetadata: true });
    },
  );

  it('reads the XMP of a PNG behind its pixels, too', async () => {
    const png = await noise(60, 40).png().toBuffer();
    const xmp =
      '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:Headline="ALD210"/></rdf:RDF></x:xmpmeta>';
    for (const isPacked of [false, true]) {
      const head = Buffer.from(`XML:com.adobe.xmp\0${isPacked ? '\x01' : '\0'}\0en\0\0`, 'latin1');
      const text = isPacked ? deflateSync(xmp) : Buffer.from(xmp);
      const chunk = pngChunk('iTXt', Buffer.concat([head, text]));
      const late = Buffer.concat([png.subarray(0, -12), chunk, png.subarray(-12)]);
      expect((await factsOf(late)).fields?.texts).toEqual([{ field: 'Headline', text: 'ALD210' }]);
    }
  });

  it('counts the frames of an animated PNG', async () => {
    const png = await noise(60, 40).png().toBuffer();
    const animation = Buffer.from('0000000500000000', 'hex');
    const animated = Buffer.concat([png.subarray(0, 33), pngChunk('acTL', animation), png.subarray(33)]);
    expect(await factsOf(animated)).toMatchObject({ type: 'png', frames: 5 });
  });

  it('counts frames and pages', async () => {
    expect(await factsOf(gif(7))).toMatchObject({ frames: 7 });
    const frames = [await noise(40, 40).png().toBuffer(), await flat(40, 40).png().toBuffer()];
    const pages = await sharp(frames, { join: { animated: true } })
      .webp()
      .toBuffer();
    expect(await factsOf(pages)).toMatchObject({ type: 'webp', frames: 2 });
    expect(await factsOf(tiff({ width: 60, height: 40, pages: 3 }))).toMatchObject({ frames: 3 });
  });

  it.each(['jpeg', 'png', 'webp', 'avif'] as const)(
    'a %s has its capture time and private details',
    async (type) => {
      const bytes = await noise(60, 40).withExif(exif).toFormat(type).toBuffer();
      const facts = await factsOf(bytes);
      expect(facts.capturedAt).toBe(Date.UTC(2026, 10, 20, 10, 11, 12, 340));
      expect(facts.hasPrivateMetadata).toBe(true);
    },
  );

  it('a TIFF has its capture time and its author', async () => {
    const scanned = tiff({ width: 60, height: 40, dateTime: '2026:11:20 10:11:12', artist: 'Ada' });
    expect(await factsOf(scanned)).toMatchObject({
      type: 'tiff',
      capturedAt: Date.UTC(2026, 10, 20, 10, 11, 12),
      hasPrivateMetadata: true,
    });
  });

  it('any XMP is more than the picture', async () => {
    const xmp = (inside: string) =>
      `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description ${inside}/></rdf:RDF></x:xmpmeta>`;
    const placed = await noise(60, 40).withXmp(xmp('exif:GPSLatitude="51,30N"')).jpeg().toBuffer();
    expect(await factsOf(placed)).toMatchObject({ hasPrivateMetadata: true });
    const rated = await noise(60, 40).withXmp(xmp('xmp:Rating="5"')).jpeg().toBuffer();
    expect(await factsOf(rated)).toMatchObject({ hasPrivateMetadata: true });
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'orientation %i is reported, and the size measured upright',
    async (orientation) => {
      const bytes = await noise(60, 40).withMetadata({ orientation }).jpeg().toBuffer();
      const [width, height] = orientation > 4 ? [40, 60] : [60, 40];
      expect(await factsOf(bytes)).toMatchObject({ orientation, width, height });
    },
  );

  it('a HEIC is decoded, rotated, and recognised by its profile and camera', async () => {
    const photo = await noise(60, 40).withIccProfile('p3').withExif(exif).jpeg().toBuffer();
    const { icc, exif: block } = await sharp(photo).metadata();
    const bytes = heic(64, 32, {
      quarterTurns: 1,
      chroma: [128, 220],
      ...(icc && { icc }),
      ...(block && { exif: block.subarray(6) }),
    });
    const facts = await factsOf(bytes);
    expect(facts).toMatchObject({
      type: 'heic',
      width: 32,
      height: 64,
      orientation: 1,
      colour: 'wide',
      bitsPerChannel: 8,
      hasAlpha: false,
      hasPrivateMetadata: true,
      capturedAt: Date.UTC(2026, 10, 20, 10, 11, 12, 340),
    });
    // The slope from dark at the left to bright at the right now goes upwards.
    const preview = await sharp(facts.preview).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect(preview.info).toMatchObject({ width: 32, height: 64 });
    const [top = 0, bottom = 0] = [preview.data[1], preview.data.at(-2)];
    expect(top).toBeGreaterThan(bottom + 80);
  });

  it('a wide gamut is converted to sRGB in the preview', async () => {
    const red = await flat(20, 20, '#ff0000').withIccProfile('p3').png().toBuffer();
    const { data } = await sharp((await factsOf(red)).preview)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(data[0]).toBeGreaterThan(235);
  });
});
