import { execFileSync } from 'node:child_process';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { inspect } from '../../../../electron/pictures/inspect.ts';
import { planPreparing } from '../../../../electron/pictures/prepare/plan.ts';
import { prepare } from '../../../../electron/pictures/prepare/prepare.ts';
import { withExifTexts } from '../../../../electron/pictures/prepare/exif-fields.ts';
import { withRights } from '../../../../electron/pictures/prepare/write-rights.ts';
import { plainRecipe } from '../../../../shared/recipe-key.ts';
import type { PhotoRecipe } from '../../../../shared/recipe.ts';
import { tempFolder } from '../../intake/temp-folder.ts';
import { noise } from '../pictures.ts';

/** A recipe's copyright in pictures whose private data is kept, as exiftool reads it. */

const hasExiftool = ((): boolean => {
  try {
    execFileSync('exiftool', ['-ver'], { stdio: 'pipe' });
    return true;
  } catch {
    return false;
  }
})();

const own = {
  IFD0: { Make: 'Alder', Model: 'Camera 1', Copyright: 'somebody else', Artist: 'Ada' },
  IFD2: { FNumber: '28/10', BodySerialNumber: '0042' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
};
const types = ['jpeg', 'png', 'webp'] as const;
const kept = { longestEdge: null, removePrivate: false };
const copyright = '© 2026 Birk & Söhne';

async function prepared(path: string, to: string, over: Partial<PhotoRecipe>): Promise<string> {
  const seen = await inspect(path);
  if (!seen.ok) throw new Error(seen.reason.code);
  const { preview: _preview, pixels: _pixels, ...facts } = seen.value;
  const plan = planPreparing(facts, kept, 'prepared', { ...plainRecipe, ...over });
  if (!plan.ok || plan.value.type === 'as-is') throw new Error('nothing is done');
  const made = await prepare(path, to, facts, plan.value);
  if (!made.ok) throw new Error(made.reason.code);
  return plan.value.recipe.type;
}

function read(path: string): Record<string, unknown> {
  const listed = execFileSync('exiftool', ['-json', '-n', path], { encoding: 'utf8' });
  return (JSON.parse(listed) as Record<string, unknown>[])[0] ?? {};
}

/** What exiftool finds wrong with the structure of a file. */
function warnings(path: string): string[] {
  const said = execFileSync('exiftool', ['-s3', '-a', '-validate', '-warning', path], { encoding: 'utf8' });
  return said.split('\n').filter((line) => line !== '' && !/^(?:OK|\d)/.test(line));
}

describe.skipIf(!hasExiftool)('a recipe’s copyright where private data is kept', () => {
  it.each(types)('is written into a %s beside all that is there, and its pixels stay', async (type) => {
    await using folder = await tempFolder();
    const path = await folder.write(`a.${type}`, await noise(64, 48).withExif(own)[type]().toBuffer());
    const to = `${path}.copy`;
    expect(await prepared(path, to, { copyright })).toBe('writing-rights');
    const before = read(path);
    expect(before['Copyright']).toBe('somebody else');
    expect(read(to)).toMatchObject({
      Copyright: copyright,
      Artist: 'Ada',
      Make: 'Alder',
      Model: 'Camera 1',
      FNumber: 2.8,
      SerialNumber: before['SerialNumber'],
      GPSLatitude: 51.5,
    });
    expect(warnings(path)).toEqual(expect.arrayContaining(warnings(to)));
    const [was, is] = await Promise.all([path, to].map((one) => sharp(one).raw().toBuffer()));
    expect(is?.equals(was ?? Buffer.alloc(0))).toBe(true);
  });

  it.each(types)('is written into a %s that is drawn anew', async (type) => {
    await using folder = await tempFolder();
    const path = await folder.write(`a.${type}`, await noise(640, 480).withExif(own)[type]().toBuffer());
    const to = `${path}.copy`;
    expect(await prepared(path, to, { copyright, longestEdge: 320 })).toBe('drawing');
    expect(read(to)).toMatchObject({
      Copyright: copyright,
      Artist: 'Ada',
      Model: 'Camera 1',
      GPSLatitude: 51.5,
    });
    expect(await sharp(to).metadata()).toMatchObject({ width: 320, height: 240 });
  });
});

describe('private data that is kept', () => {
  it.each(['as it is', 'scaled down', 'padded'])('is in the copy of a CMYK JPEG, %s', async (how) => {
    await using folder = await tempFolder();
    const cmyk = await noise(640, 480).withExif(own).toColourspace('cmyk').jpeg().toBuffer();
    const path = await folder.write('a.jpg', cmyk);
    const to = `${path}.copy`;
    const padding = {
      type: 'padding',
      ratio: { width: 1, height: 1 },
      fill: { type: 'white' },
      padding: 5,
    } as const;
    const longestEdge = how === 'scaled down' ? 320 : null;
    await prepared(path, to, { longestEdge, ...(how === 'padded' && { shape: padding }) });
    const { exif, space } = await sharp(to).metadata();
    expect(space).toBe('srgb');
    const texts = exif?.toString('latin1') ?? '';
    for (const text of ['somebody else', 'Ada', '0042']) expect(texts).toContain(text);
    // As the order of bytes has it.
    const latitude = Buffer.from(Uint32Array.of(51, 1, 30, 1).buffer);
    expect(exif?.includes(latitude) === true || exif?.includes(latitude.swap32()) === true).toBe(true);
  });
});

describe('texts in an EXIF block', () => {
  it('leave everything else where it was', async () => {
    const { exif = Buffer.alloc(0) } = await sharp(
      await noise(8, 8).withExif(own).png().toBuffer(),
    ).metadata();
    const block = exif.subarray(exif.toString('latin1', 0, 4) === 'Exif' ? 6 : 0);
    const changed = withExifTexts(block, [{ tag: 0x8298, text: copyright }]);
    expect(changed?.subarray(8, block.length).equals(block.subarray(8))).toBe(true);
  });

  it('have no place in what is no block', () => {
    for (const bytes of ['', 'MM', 'II*\0\u00ff\u00ff\u00ff\u00ff', 'MM\0+\0\0\0\u0008\0\0\0\0\0\0'])
      expect(withExifTexts(Buffer.from(bytes, 'latin1'), [{ tag: 1, text: 'a' }])).toBeNull();
  });

  it('come before what the file tells itself where both have no room', async () => {
    const full = Buffer.concat([
      Buffer.from('MM\0*\0\0\0\u0008\0\0\0\0\0\0', 'latin1'),
      Buffer.alloc(65_400),
    ]);
    const bare = await noise(16, 16).jpeg().toBuffer();
    const head = Buffer.from([0xff, 0xe1, 0, 0, ...Buffer.from('Exif\0\0')]);
    head.writeUInt16BE(8 + full.length, 2);
    const jpeg = Buffer.concat([bare.subarray(0, 2), head, full, bare.subarray(2)]);
    const signed = withRights('jpeg', jpeg, { copyright: '©'.repeat(200), creator: '' });
    const { exif } = await sharp(Buffer.from(signed ?? [])).metadata();
    expect(exif?.toString('utf8')).toContain('©'.repeat(200));
    expect(exif?.length).toBeLessThan(1_000);
  });
});
