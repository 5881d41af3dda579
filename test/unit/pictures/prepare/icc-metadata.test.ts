import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { profileOf } from '../../../../electron/pictures/formats/colour-numbers.ts';
import { iccTags, readIcc } from '../../../../electron/pictures/formats/icc.ts';
import { iccWithoutMetadata } from '../../../../electron/pictures/prepare/icc-metadata.ts';
import { greyProfile, iccProfile, ofScreen } from '../../../integration/support/colour-profiles.ts';
import { flat } from '../pictures.ts';

const secret = 'Ada-4711';
const plainProfiles = {
  'Adobe RGB (1998)': iccProfile('Adobe RGB (1998)'),
  'Display P3': profileOf({ space: 'Display P3', gamma: null }, false),
  grey: greyProfile(1.8),
};

/** The content of each tag, by its name. */
function contentOf(profile: Uint8Array): Record<string, Buffer> {
  const tags = iccTags(profile) ?? [];
  return Object.fromEntries(
    tags.map(({ name, at, size }) => [name, Buffer.from(profile.subarray(at, at + size))]),
  );
}

function bare(profile: Uint8Array): Buffer {
  const plain = iccWithoutMetadata(profile);
  if (plain === null) throw new Error('No profile');
  return Buffer.from(plain);
}

test.each(Object.entries(plainProfiles))('a profile of %s alone stays byte for byte', (_, profile) => {
  expect(iccWithoutMetadata(profile)).toBe(profile);
});

test('the picture library’s own profiles stay byte for byte', async () => {
  for (const name of ['srgb', 'p3'] as const) {
    const { icc } = await sharp(await flat(8, 8).withIccProfile(name).tiff().toBuffer()).metadata();
    expect(icc && iccWithoutMetadata(icc)).toBe(icc);
  }
});

test.each(Object.entries(plainProfiles))('of a screen’s profile, the colours of %s remain', (_, profile) => {
  const screens = ofScreen(profile, secret);
  expect(screens.includes(secret)).toBe(true);
  const plain = bare(screens);
  expect(plain.includes(secret)).toBe(false);
  expect(plain.length).toBe(screens.length);
  expect({ ...contentOf(plain), desc: null }).toEqual({ ...contentOf(profile), desc: null });
  expect(readIcc(plain)).toEqual({ ...readIcc(profile), name: '' });
  const [day, device, id] = [plain.subarray(24, 36), plain.subarray(48, 56), plain.subarray(84, 100)];
  expect(Buffer.concat([day, device, id]).every((byte) => byte === 0)).toBe(true);
});

test.each([
  ['of version 2', (text: string) => `desc\0\0\0\0\0\0\0${String.fromCharCode(text.length + 1)}${text}\0`],
  [
    'in two languages',
    (text: string) =>
      `mluc\0\0\0\0\0\0\0\x02\0\0\0\x0cenUS\0\0\0\x10\0\0\0\x28deDE\0\0\0\x10\0\0\0\x28${[...text].map((one) => `\0${one}`).join('')}`,
  ],
])('the name of a screen and the day of its calibration are not told: %s', (_, described) => {
  const named = renamed(iccProfile('Adobe RGB (1998)'), described(secret));
  const screens = ofScreen(named, 'none');
  screens.write(secret, 24, 'latin1');
  const heard = bare(screens).toString('latin1').replaceAll('\0', '');
  expect(screens.toString('latin1').replaceAll('\0', '').split(secret)).toHaveLength(3);
  expect(heard).not.toContain(secret);
});

test('the name of a profile that is of no screen stays, whatever else goes', () => {
  const named = Buffer.concat([iccProfile('ProPhoto RGB'), Buffer.from(secret)]);
  expect(readIcc(bare(named))?.name).toBe('ProPhoto RGB');
});

/** A profile with this content of the tag that names it. */
function renamed(profile: Buffer, content: string): Buffer {
  const [tag] = (iccTags(profile) ?? []).filter(({ name }) => name === 'desc');
  const head = Buffer.from(profile);
  if (tag === undefined) throw new Error('No name');
  head.writeUInt32BE(profile.length, tag.entryAt + 4);
  head.writeUInt32BE(content.length, tag.entryAt + 8);
  head.fill(0, tag.at, tag.at + tag.size);
  return Buffer.concat([head, Buffer.from(content, 'latin1')]);
}

test('the IEC, who made sRGB, is no device', () => {
  const standards = ofScreen(plainProfiles['Display P3'], 'IEC http://www.iec.ch');
  standards.write('IEC sRGB', 48, 'latin1');
  const plain = bare(standards);
  expect(Object.keys(contentOf(plain))).toEqual(expect.arrayContaining(['dmnd', 'dmdd']));
  expect(contentOf(plain)).not.toHaveProperty('mmod');
  expect(iccWithoutMetadata(plain)).toBe(plain);
});

test('bytes that are of no tag don’t stay', () => {
  const profile = plainProfiles.grey;
  expect(bare(Buffer.concat([profile, Buffer.from(secret)])).includes(secret)).toBe(false);
});

test('what is no profile is none', () => {
  expect(iccWithoutMetadata(new Uint8Array())).toBeNull();
  expect(iccWithoutMetadata(Buffer.from(secret.repeat(100)))).toBeNull();
});

test('a profile is read without trusting a byte, and what remains stays', () => {
  const screens = ofScreen(plainProfiles['Display P3'], secret).subarray(0, 600);
  const flips = fc.array(fc.tuple(fc.nat(screens.length - 1), fc.nat(255)), { maxLength: 12 });
  fc.assert(
    fc.property(flips, fc.integer({ min: 132, max: screens.length }), (changes, end) => {
      const bytes = Buffer.from(screens);
      for (const [at, value] of changes) bytes[at] = value;
      bytes.write('acsp', 36);
      const plain = bare(bytes.subarray(0, end));
      expect(bare(plain).equals(plain)).toBe(true);
    }),
    // A list that is said to be longer, and reaches into the tags.
    {
      examples: [
        [
          [
            [128, 1],
            [355, 118],
          ],
          452,
        ],
      ],
    },
  );
});
