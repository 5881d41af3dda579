import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { withoutMetadata, type MetadataType } from '../../../../electron/pictures/prepare/metadata.ts';
import { gif, noise } from '../pictures.ts';

const secret = 'At home, 48.1371 N 11.5754 E';

function segment(marker: number, content: Uint8Array | string): Buffer {
  const body = Buffer.from(content);
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

function chunk(name: string, content: Uint8Array | string): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), Buffer.from(content)]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(body.length - 4);
  // Readers skip unknown chunks whatever their checksum.
  return Buffer.concat([length, body, Buffer.alloc(4)]);
}

function riffChunk(name: string, content: Uint8Array | string): Buffer {
  const body = Buffer.from(content);
  const head = Buffer.from(`${name}\0\0\0\0`, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

function insert(file: Buffer, at: number, parts: readonly Uint8Array[]): Buffer {
  return Buffer.concat([file.subarray(0, at), ...parts, file.subarray(at)]);
}

async function pixelsOf(file: Uint8Array): Promise<Buffer> {
  return await sharp(file, { failOn: 'warning', ignoreIcc: true, animated: true }).raw().toBuffer();
}

function stripped(type: MetadataType, file: Uint8Array): Buffer {
  const bare = withoutMetadata(type, file);
  if (bare === null) throw new Error('Not understood');
  return Buffer.from(bare);
}

/** Content that may look like a marker, an end or anything else. */
const content = fc.oneof(
  fc.uint8Array({ maxLength: 300 }),
  fc.constantFrom(Buffer.from([0xff, 0xd9]), Buffer.from([0xff, 0xda, 0, 8]), Buffer.from(`IEND${secret}`)),
);

describe('a JPEG without metadata', () => {
  let plain: Buffer;
  let progressive: Buffer;
  let cmyk: Buffer;
  let commented: Buffer;
  beforeAll(async () => {
    plain = await noise(40, 30).withIccProfile('p3').jpeg().toBuffer();
    progressive = await noise(40, 30).jpeg({ progressive: true }).toBuffer();
    cmyk = await noise(40, 30).toColourspace('cmyk').jpeg().toBuffer();
    commented = insert(progressive, 2, [segment(0xfe, secret)]);
  });

  test('shows the same picture, whatever came before it', async () => {
    const extra = fc.tuple(fc.constantFrom(0xe1, 0xe2, 0xe3, 0xe5, 0xeb, 0xec, 0xed, 0xef, 0xfe), content);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('plain', 'progressive'),
        fc.array(extra, { minLength: 1, maxLength: 6 }),
        fc.uint8Array({ maxLength: 50 }),
        async (which, extras, tail) => {
          const original = { plain, progressive }[which];
          const added = extras.map(([marker, body]) => segment(marker, body));
          const file = Buffer.concat([insert(original, 2, added), tail]);
          const bare = stripped('jpeg', file);
          expect((await pixelsOf(bare)).equals(await pixelsOf(original))).toBe(true);
          expect(stripped('jpeg', bare).equals(bare)).toBe(true);
          expect(bare.equals(stripped('jpeg', original))).toBe(true);
        },
      ),
      { numRuns: 30 },
    );
  });

  test('keeps its colour profile and Adobe’s colour marker', async () => {
    for (const original of [plain, cmyk]) {
      const before = await sharp(original).metadata();
      const bare = stripped('jpeg', original);
      const after = await sharp(bare).metadata();
      expect(after.icc).toEqual(before.icc);
      expect(after.space).toBe(before.space);
      expect(bare.includes('Adobe')).toBe(original.includes('Adobe'));
    }
  });

  test('has no EXIF, XMP, IPTC, comments, hidden pictures or data after its end', async () => {
    const file = Buffer.concat([
      insert(progressive, 2, [
        segment(0xe0, `JFXX\0\x10${secret}`),
        segment(0xe1, `Exif\0\0MM\0*${secret}`),
        segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${secret}`),
        segment(0xe2, `MPF\0${secret}`),
        segment(0xe2, `ICC_PROFILE\0\u0001\u0001${secret}`),
        segment(0xeb, `JP${secret}`),
        segment(0xed, `Photoshop 3.0\0${secret}`),
        segment(0xfe, secret),
      ]),
      plain,
      Buffer.from(secret),
    ]);
    const bare = stripped('jpeg', file);
    expect(bare.includes(secret)).toBe(false);
    expect(await sharp(bare).metadata()).not.toHaveProperty('exif');
    expect(bare).toEqual(stripped('jpeg', commented));
  });

  test.each([
    ['without a first', [2, 3]],
    ['whose first is none', [1, 2]],
  ])('has no parts of a profile %s', (_, parts) => {
    const said = parts.map((part) =>
      segment(0xe2, `ICC_PROFILE\0${String.fromCharCode(part)}\u0003${secret}`),
    );
    expect(stripped('jpeg', insert(progressive, 2, said))).toEqual(stripped('jpeg', progressive));
  });

  test('has nothing in Adobe’s segment but its numbers', () => {
    const numbers = 'Adobe\0\x64\0\0\0\0\u0001';
    const file = (content: string) => insert(progressive, 2, [segment(0xee, content)]);
    expect(stripped('jpeg', file(numbers + secret))).toEqual(stripped('jpeg', file(numbers)));
  });

  test('has no thumbnail in its JFIF segment', () => {
    const jfif = Buffer.concat([
      Buffer.from('JFIF\0\x01\x02\0\0\x48\0\x48\x01\x01', 'latin1'),
      Buffer.from([9, 9, 9]),
    ]);
    const start = progressive.subarray(0, 2);
    const bare = stripped('jpeg', Buffer.concat([start, segment(0xe0, jfif), progressive.subarray(2)]));
    expect(bare.subarray(2, 20).toString('latin1')).toBe('\xff\xe0\0\x10JFIF\0\x01\x02\0\0\x48\0\x48\0\0');
  });

  test('skips stray bytes between segments', async () => {
    const file = insert(insert(plain, 2, [segment(0xfe, 'x')]), 2 + 5, [Buffer.from([1, 2, 3])]);
    expect(stripped('jpeg', file)).toEqual(stripped('jpeg', plain));
  });

  test('is not made from a truncated file', () => {
    for (let length = 0; length < plain.length; length += 7) {
      expect(withoutMetadata('jpeg', plain.subarray(0, length))).toBeNull();
    }
  });
});

describe('a PNG without metadata', () => {
  let original: Buffer;
  beforeAll(async () => {
    original = await noise(40, 30).withIccProfile('p3').png().toBuffer();
  });
  const afterHeader = 8 + 25;

  test('shows the same picture, whatever was between its chunks', async () => {
    const names = fc.constantFrom('eXIf', 'tEXt', 'iTXt', 'zTXt', 'tIME', 'prVW', 'caBX', 'vpAg', 'sPLT');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(names, content), { minLength: 1, maxLength: 6 }), async (extras) => {
        const added = extras.map(([name, body]) => chunk(name, body));
        const bare = stripped('png', insert(original, afterHeader, added));
        expect(bare).toEqual(original);
      }),
      { numRuns: 60 },
    );
    expect(await pixelsOf(stripped('png', original))).toEqual(await pixelsOf(original));
  });

  test('has no text, EXIF or data after its end, and keeps its profile', async () => {
    const file = Buffer.concat([
      insert(original, afterHeader, [
        chunk('tEXt', `Author\0${secret}`),
        chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), deflateSync(secret)])),
        chunk('iTXt', `XML:com.adobe.xmp\0\0\0\0\0${secret}`),
        chunk('eXIf', `MM\0*${secret}`),
        chunk('tIME', '1234567'),
      ]),
      Buffer.from(secret),
    ]);
    const bare = stripped('png', file);
    expect(bare).toEqual(original);
    expect((await sharp(bare).metadata()).icc).toBeDefined();
  });

  test('is not made from a truncated file', () => {
    for (let length = 0; length < original.length; length += 7) {
      expect(withoutMetadata('png', original.subarray(0, length))).toBeNull();
    }
  });
});

describe('a WebP without metadata', () => {
  let dressed: Buffer;
  let bare: Buffer;
  beforeAll(async () => {
    dressed = await noise(40, 30)
      .withIccProfile('p3')
      .withExif({ IFD0: { Artist: secret } })
      .webp()
      .toBuffer();
    bare = stripped('webp', dressed);
  });

  test('shows the same picture in the same colours, without EXIF', async () => {
    expect(dressed.includes(secret)).toBe(true);
    expect(bare.includes(secret)).toBe(false);
    expect(await pixelsOf(bare)).toEqual(await pixelsOf(dressed));
    const facts = await sharp(bare).metadata();
    expect(facts.icc).toEqual((await sharp(dressed).metadata()).icc);
    expect(facts.exif).toBeUndefined();
  });

  test('says in its header that there is no EXIF and no XMP, and its length', () => {
    const flags = bare[20] ?? 0;
    expect(flags & 0x0c).toBe(0);
    expect(flags & 0x20).toBe(0x20);
    expect(bare.readUInt32LE(4)).toBe(bare.length - 8);
  });

  test('drops chunks of any other type, also of odd length', () => {
    const extras = [riffChunk('XMP ', secret), riffChunk('SECR', `${secret}!`), riffChunk('EXIF', secret)];
    const file = Buffer.concat([dressed, ...extras]);
    file.writeUInt32LE(file.length - 8, 4);
    expect(stripped('webp', file)).toEqual(bare);
  });

  test('keeps its animation', async () => {
    const frames = noise(20, 40).raw();
    const { data } = await frames.toBuffer({ resolveWithObject: true });
    const raw = { width: 20, height: 40, channels: 3, pageHeight: 20 } as const;
    const animation = await sharp(data, { raw })
      .withExif({ IFD0: { Artist: secret } })
      .webp()
      .toBuffer();
    expect((await sharp(animation).metadata()).pages).toBe(2);
    const after = stripped('webp', animation);
    expect((await sharp(after).metadata()).pages).toBe(2);
    expect(after.includes(secret)).toBe(false);
    expect(await pixelsOf(after)).toEqual(await pixelsOf(animation));
  });

  test('is not made from a truncated file', () => {
    for (let length = 0; length < dressed.length; length += 7) {
      expect(withoutMetadata('webp', dressed.subarray(0, length))).toBeNull();
    }
  });
});

describe('a GIF without metadata', () => {
  const animation = gif(3);
  const afterHead = 13 + 6;
  const comment = Buffer.from([0x21, 0xfe, secret.length, ...Buffer.from(secret), 0]);
  const application = (name: string): Buffer =>
    Buffer.from([0x21, 0xff, 11, ...Buffer.from(name), 3, 1, 0, 0, 0]);

  test('keeps its animation and loops', async () => {
    const loop = application('NETSCAPE2.0');
    const clean = insert(animation, afterHead, [loop]);
    const file = insert(animation, afterHead, [loop, comment, application('XMP DataXMP')]);
    const bare = stripped('gif', Buffer.concat([file, Buffer.from(secret)]));
    expect(bare).toEqual(clean);
    expect(await pixelsOf(bare)).toEqual(await pixelsOf(clean));
  });

  test.each([
    ['plain text', [0x01, 12, ...Buffer.alloc(12)]],
    ['an unknown kind', [0x77]],
  ])('has no extension of %s', async (_, head) => {
    const words = [secret.length, ...Buffer.from(secret), 0];
    const dressed = insert(animation, afterHead, [Buffer.from([0x21, ...head, ...words])]);
    expect(stripped('gif', dressed)).toEqual(animation);
    expect(await pixelsOf(dressed)).toEqual(await pixelsOf(animation));
  });

  test('is not made from a truncated file', () => {
    for (let length = 0; length < animation.length; length += 1) {
      expect(withoutMetadata('gif', animation.subarray(0, length))).toBeNull();
    }
  });
});

test('removing metadata never fails, whatever the bytes', () => {
  const starts: Record<MetadataType, number[]> = {
    jpeg: [0xff, 0xd8],
    png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
    webp: [...Buffer.from('RIFF\x40\0\0\0WEBP')],
    gif: [...Buffer.from('GIF89a')],
  };
  fc.assert(
    fc.property(
      fc.constantFrom<MetadataType>('jpeg', 'png', 'webp', 'gif'),
      fc.uint8Array({ maxLength: 400 }),
      (type, bytes) => {
        const bare = withoutMetadata(type, Uint8Array.from([...starts[type], ...bytes]));
        if (bare !== null) expect(withoutMetadata(type, bare)).not.toBeNull();
      },
    ),
    { numRuns: 500 },
  );
});
