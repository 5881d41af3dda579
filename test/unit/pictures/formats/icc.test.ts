import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readIcc } from '../../../../electron/pictures/formats/icc.ts';
import { flat } from '../pictures.ts';

interface Parts {
  primaries?: [number, number, number][];
  curve?: Buffer;
  name?: Buffer;
  space?: string;
}

const srgb: [number, number, number][] = [
  [0.4361, 0.2225, 0.0139],
  [0.3851, 0.7169, 0.0971],
  [0.1431, 0.0606, 0.7141],
];

/** A profile with the parts that are read. */
function profile({
  primaries = srgb,
  curve = srgbTable(1024),
  name = described('A name'),
  space = 'RGB ',
}: Parts) {
  const xyz = primaries.map(([x, y, z]) => {
    const value = Buffer.alloc(20);
    value.write('XYZ ');
    [x, y, z].forEach((part, index) => value.writeInt32BE(Math.round(part * 65536), 8 + index * 4));
    return value;
  });
  const tags: [string, Buffer][] = [
    ['desc', name],
    ...xyz.map((value, index): [string, Buffer] => [`${'rgb'[index] ?? ''}XYZ`, value]),
    ...(['rTRC', 'gTRC', 'bTRC'] as const).map((tag): [string, Buffer] => [tag, curve]),
  ];
  const head = Buffer.alloc(132 + tags.length * 12);
  head.write(space, 16);
  head.write('acsp', 36);
  head.writeUInt32BE(tags.length, 128);
  let at = head.length;
  tags.forEach(([tag, value], index) => {
    head.write(tag, 132 + index * 12);
    head.writeUInt32BE(at, 136 + index * 12);
    head.writeUInt32BE(value.length, 140 + index * 12);
    at += value.length;
  });
  return Buffer.concat([head, ...tags.map(([, value]) => value)]);
}

function described(text: string): Buffer {
  const tag = Buffer.alloc(12 + text.length + 1);
  tag.write('desc');
  tag.writeUInt32BE(text.length + 1, 8);
  tag.write(text, 12, 'latin1');
  return tag;
}

function localised(text: string): Buffer {
  const head = Buffer.alloc(28);
  head.write('mluc');
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(12, 12);
  head.write('enUS', 16);
  head.writeUInt32BE(text.length * 2, 20);
  head.writeUInt32BE(28, 24);
  return Buffer.concat([head, Buffer.from(text, 'utf16le').swap16()]);
}

function table(count: number, curve: (x: number) => number): Buffer {
  const tag = Buffer.alloc(12 + count * 2);
  tag.write('curv');
  tag.writeUInt32BE(count, 8);
  for (let at = 0; at < count; at += 1) {
    tag.writeUInt16BE(Math.round(curve(at / (count - 1)) * 65535), 12 + at * 2);
  }
  return tag;
}

function srgbTable(count: number): Buffer {
  return table(count, (x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4));
}

function parametric(form: number, ...numbers: number[]): Buffer {
  const tag = Buffer.alloc(12 + numbers.length * 4);
  tag.write('para');
  tag.writeUInt16BE(form, 8);
  numbers.forEach((number, index) => tag.writeInt32BE(Math.round(number * 65536), 12 + index * 4));
  return tag;
}

function gamma(value: number): Buffer {
  const tag = Buffer.alloc(14);
  tag.write('curv');
  tag.writeUInt32BE(1, 8);
  tag.writeUInt16BE(Math.round(value * 256), 12);
  return tag;
}

describe('colour profiles', () => {
  it('recognise sRGB by its primaries and curve, in every notation', () => {
    const curves = [
      srgbTable(1024),
      srgbTable(4096),
      parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045),
      parametric(4, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045, 0, 0),
    ];
    for (const curve of curves) expect(readIcc(profile({ curve }))).toEqual({ name: 'A name', isSrgb: true });
  });

  it('trust the numbers and not the name', () => {
    const adobe: typeof srgb = [
      [0.6097, 0.3111, 0.0195],
      [0.2053, 0.6257, 0.0609],
      [0.1492, 0.0632, 0.7446],
    ];
    const p3: typeof srgb = [
      [0.5151, 0.2412, -0.001],
      [0.292, 0.6922, 0.0419],
      [0.1571, 0.0666, 0.7841],
    ];
    const name = described('sRGB IEC61966-2.1');
    expect(readIcc(profile({ primaries: adobe, curve: gamma(2.2), name }))?.isSrgb).toBe(false);
    expect(readIcc(profile({ primaries: p3, name }))?.isSrgb).toBe(false);
    expect(readIcc(profile({ curve: gamma(1.8), name }))?.isSrgb).toBe(false);
    expect(readIcc(profile({ curve: gamma(2.2), name }))?.isSrgb).toBe(false);
    expect(readIcc(profile({ curve: parametric(0, 1), name }))?.isSrgb).toBe(false);
    expect(readIcc(profile({ space: 'CMYK', name }))?.isSrgb).toBe(false);
  });

  it('tell their name, in both notations', () => {
    expect(readIcc(profile({ name: described('Display P3') }))?.name).toBe('Display P3');
    expect(readIcc(profile({ name: localised('Écran LCD couleur') }))?.name).toBe('Écran LCD couleur');
    expect(readIcc(profile({ name: described('two\nlines') }))?.name).toBe('two lines');
  });

  it('of the picture library are read too', async () => {
    const iccOf = async (name: 'srgb' | 'p3' | 'cmyk') =>
      (await sharp(await flat(8, 8).withIccProfile(name).tiff().toBuffer()).metadata()).icc ??
      Buffer.alloc(0);
    expect(readIcc(await iccOf('srgb'))).toMatchObject({ isSrgb: true });
    expect(readIcc(await iccOf('p3'))).toMatchObject({ isSrgb: false });
  });

  it('are read without trusting a byte', () => {
    expect(readIcc(new Uint8Array())).toBeNull();
    expect(readIcc(Buffer.alloc(500))).toBeNull();
    const whole = profile({});
    fc.assert(
      fc.property(
        fc.nat(whole.length),
        fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255))),
        (end, flips) => {
          const bytes = Buffer.from(whole);
          for (const [at, value] of flips) bytes[at] = value;
          bytes.write('acsp', 36);
          readIcc(bytes.subarray(0, end));
        },
      ),
    );
  });
});
