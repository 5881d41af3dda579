import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { metadataOf } from '../../../../electron/pictures/decode.ts';
import { readExif } from '../../../../electron/pictures/formats/exif.ts';
import { withRights } from '../../../../electron/pictures/prepare/write-rights.ts';
import { tempFolder } from '../../intake/temp-folder.ts';
import { noise } from '../pictures.ts';

const rights = { copyright: '© 2026 Alder & Söhne', creator: 'Ada' };

const pictures = {
  jpeg: async () => await noise(64, 48).jpeg().toBuffer(),
  png: async () => await noise(64, 48).png().toBuffer(),
  'webp with loss': async () => await noise(63, 48).webp().toBuffer(),
  'webp without loss': async () => await noise(64, 47).webp({ lossless: true }).toBuffer(),
  'webp to see through': async () => await noise(64, 48).ensureAlpha(0.5).webp({ lossless: true }).toBuffer(),
  'webp with a profile': async () => await noise(64, 48).withIccProfile('p3').webp().toBuffer(),
};

describe('copyright and creator', () => {
  it.each(Object.entries(pictures))('are told by a %s whose pixels stay as they are', async (name, make) => {
    await using folder = await tempFolder();
    const bare = await make();
    const type = name.startsWith('webp') ? 'webp' : name === 'png' ? 'png' : 'jpeg';
    const signed = withRights(type, bare, rights);
    if (signed === null) throw new Error('it has no place for them');
    const { exif = Buffer.alloc(0), width, height } = await metadataOf(await folder.write('signed', signed));
    expect(readExif(exif)).toEqual({ Copyright: rights.copyright, Artist: rights.creator });
    const before = await sharp(bare).metadata();
    expect([width, height]).toEqual([before.width, before.height]);
    const [was, is] = await Promise.all([bare, signed].map((one) => sharp(one).raw().toBuffer()));
    expect(is?.equals(was ?? Buffer.alloc(0))).toBe(true);
  });

  it('have no place in a GIF, BMP, WBMP or XBM', () => {
    for (const type of ['gif', 'bmp', 'wbmp', 'xbm'] as const)
      expect(withRights(type, Buffer.alloc(100), rights)).toBeNull();
  });
});
