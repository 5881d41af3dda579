import sharp from 'sharp';
import { heic } from '../unit/pictures/heic-pictures.ts';
import { bmp, gif, noise, rawBmp, tiff, wbmp, xbm } from '../unit/pictures/pictures.ts';

export interface Sample {
  name: string;
  extension: string;
  bytes: Buffer;
}

const exif = {
  IFD0: { Make: 'Packshot', Artist: 'Ada' },
  IFD2: { DateTimeOriginal: '2026:11:20 10:11:12' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1' },
};

/** Every type, in all forms with different decoders. */
export async function makeSamples(): Promise<Sample[]> {
  const picture = (width = 160, height = 120) => noise(width, height);
  const photo = () => picture().withIccProfile('p3').withExif(exif);
  const frames = await Promise.all(
    [1, 2, 3].map(
      async (turn) =>
        await picture(40, 30)
          .rotate(turn * 180)
          .png()
          .toBuffer(),
    ),
  );
  const animation = () => sharp(frames, { join: { animated: true } });
  const { icc, exif: block } = await sharp(await photo().jpeg().toBuffer()).metadata();
  const made: Record<string, Promise<Buffer> | Buffer> = {
    'baseline.jpg': picture().jpeg().toBuffer(),
    'photo.jpg': photo().withMetadata({ orientation: 6 }).jpeg({ chromaSubsampling: '4:4:4' }).toBuffer(),
    'progressive.jpg': picture().jpeg({ progressive: true }).toBuffer(),
    'cmyk.jpg': picture().toColourspace('cmyk').jpeg().toBuffer(),
    'grey.jpg': picture().toColourspace('b-w').jpeg().toBuffer(),
    'plain.png': picture().png().toBuffer(),
    'photo.png': photo().png().toBuffer(),
    'interlaced.png': picture().png({ progressive: true }).toBuffer(),
    'deep.png': picture(60, 40).toColourspace('rgb16').png().toBuffer(),
    'palette.png': picture(60, 40).png({ palette: true, colours: 16 }).toBuffer(),
    'clear.png': picture(60, 40).ensureAlpha(0.5).png().toBuffer(),
    'still.gif': picture().gif().toBuffer(),
    'moving.gif': animation()
      .gif({ delay: [100, 100, 100] })
      .toBuffer(),
    'tiny.gif': gif(5),
    'lossy.webp': picture().webp().toBuffer(),
    'lossless.webp': picture(60, 40).webp({ lossless: true }).toBuffer(),
    'photo.webp': photo().webp().toBuffer(),
    'clear.webp': picture(60, 40).ensureAlpha(0.5).webp().toBuffer(),
    'moving.webp': animation()
      .webp({ delay: [100, 100, 100] })
      .toBuffer(),
    'plain.tif': tiff({ width: 40, height: 30, dateTime: '2026:11:20 10:11:12', artist: 'Ada' }),
    'pages.tif': tiff({ width: 20, height: 10, pages: 12 }),
    'lzw.tif': picture().tiff({ compression: 'lzw' }).toBuffer(),
    'deflate.tif': photo().toColourspace('rgb16').tiff({ compression: 'deflate' }).toBuffer(),
    'jpeg.tif': picture().tiff({ compression: 'jpeg' }).toBuffer(),
    'tiled.tif': picture()
      .tiff({ tile: true, tileWidth: 32, tileHeight: 32, compression: 'none' })
      .toBuffer(),
    'pyramid.tif': picture().tiff({ tile: true, pyramid: true, tileWidth: 32, tileHeight: 32 }).toBuffer(),
    'packbits.tif': picture(60, 40).tiff({ compression: 'packbits', predictor: 'none' }).toBuffer(),
    'big.tif': picture(60, 40).tiff({ compression: 'lzw', bigtiff: true }).toBuffer(),
    'jpeg-tiles.tif': picture()
      .tiff({ compression: 'jpeg', tile: true, tileWidth: 64, tileHeight: 64 })
      .toBuffer(),
    'raw.dng': tiff({ width: 40, height: 30, asRaw: true }),
    'layers.psd': psd(40, 30),
    'one-bit.tif': picture().toColourspace('b-w').tiff({ bitdepth: 1, compression: 'ccittfax4' }).toBuffer(),
    'plain.avif': picture(64, 48).avif({ effort: 0 }).toBuffer(),
    'photo.avif': photo().resize(64, 48).avif({ effort: 0 }).toBuffer(),
    'plain.heic': heic(32, 32),
    'photo.heic': heic(64, 32, {
      quarterTurns: 1,
      ...(icc && { icc }),
      ...(block && { exif: block.subarray(6) }),
    }),
    'true.bmp': bmp(60, 40),
    'runs.bmp': rawBmp({
      width: 8,
      height: 4,
      bits: 8,
      compression: 1,
      palette: [0, 0, 0, 0, 255, 255, 255, 0],
      pixels: [8, 0, 0, 0, 8, 1, 0, 0, 0, 3, 1, 0, 1, 0, 5, 1, 0, 0, 8, 1, 0, 1],
    }),
    'palette.bmp': rawBmp({
      width: 8,
      height: 8,
      bits: 4,
      palette: Array.from({ length: 64 }, (_, at) => at * 3),
      pixels: Array.from({ length: 32 }, (_, at) => at * 7),
    }),
    'plain.wbmp': wbmp(160, 120),
    'plain.xbm': xbm(64, 48),
  };
  return await Promise.all(
    Object.entries(made).map(async ([name, bytes]) => ({
      name,
      extension: name.slice(name.lastIndexOf('.') + 1),
      bytes: await bytes,
    })),
  );
}

/** A Photoshop document with only its merged grey picture. Source: Photoshop File Formats Specification. */
function psd(width: number, height: number): Buffer {
  const head = Buffer.alloc(40);
  head.write('8BPS', 'latin1');
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(1, 12);
  head.writeUInt32BE(height, 14);
  head.writeUInt32BE(width, 18);
  head.writeUInt16BE(8, 22);
  head.writeUInt16BE(1, 24);
  return Buffer.concat([head, Buffer.alloc(width * height, 90)]);
}
