import { execFile, spawnSync } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import sharp from 'sharp';

const run = promisify(execFile);
const maxOutput = 512 * 1024 * 1024;
/** These pictures are too small for several threads. */
const env = { ...process.env, MAGICK_THREAD_LIMIT: '1', OMP_NUM_THREADS: '1' };

/** Version 7 has one program; version 6, as in Debian, has one per command. */
const programs = hasProgram('magick')
  ? { convert: ['magick'], identify: ['magick', 'identify'] }
  : { convert: ['convert'], identify: ['identify'] };

/** Why ImageMagick can't read pictures here, or null if it can. */
export function whyNoImageMagick(): string | null {
  if (!hasProgram('magick') && !hasProgram('identify')) return 'ImageMagick is not installed';
  const delegates = spawnSync(programs.identify[0] ?? '', [...programs.identify.slice(1), '-version'], {
    encoding: 'utf8',
  }).stdout;
  const missing = ['heic', 'jpeg', 'lcms', 'png', 'tiff'].filter((name) => !delegates.includes(name));
  return missing.length === 0 ? null : `ImageMagick was built without ${missing.join(', ')}`;
}

export interface Read {
  type: string;
  width: number;
  height: number;
  bits: number;
  /** Names of the channels, such as "srgb" or "graya". */
  channels: string;
  orientation: string;
  /** Empty without a profile. */
  profile: string;
  exif: string;
  quality: number;
}

export async function read(path: string): Promise<Read> {
  const fields = '%m\t%w\t%h\t%z\t%[channels]\t%[orientation]\t%[profile:icc]\t%Q\t%[EXIF:*]';
  const [program = '', ...args] = programs.identify;
  const { stdout } = await run(program, [...args, '-quiet', '-format', fields, `${path}[0]`], { env });
  const [type = '', width, height, bits, channels = '', orientation = '', profile = '', quality, exif = ''] =
    stdout.split('\t');
  return {
    type,
    width: Number(width),
    height: Number(height),
    bits: Number(bits),
    channels: channels.trim().split(' ')[0] ?? '',
    orientation,
    profile,
    exif: exif.trim(),
    quality: Number(quality),
  };
}

export async function convert(...args: string[]): Promise<Buffer> {
  const [program = '', ...first] = programs.convert;
  const { stdout } = await run(program, [...first, '-quiet', ...args], {
    encoding: 'buffer',
    maxBuffer: maxOutput,
    env,
  });
  return stdout;
}

/** Red, green and blue of every pixel as in the file, 8 bits each. */
export async function pixels(path: string): Promise<Buffer> {
  return await convert(`${path}[0]`, '-alpha', 'off', '-colorspace', 'sRGB', '-depth', '8', 'rgb:-');
}

export async function alpha(path: string): Promise<Buffer> {
  return await convert(`${path}[0]`, '-alpha', 'extract', '-depth', '8', 'gray:-');
}

/**
 * Red, green and blue of the picture prepared by ImageMagick and Little CMS: upright, in sRGB, in this size.
 * `profile` is for a picture without one that is not in sRGB. The darkest that a picture's inks can do becomes black.
 */
export async function reference(
  path: string,
  { width, height }: { width: number; height: number },
  { srgb, profile }: { srgb: string; profile?: string | undefined },
): Promise<Buffer> {
  const assumed = profile === undefined ? [] : ['-profile', profile];
  const size = ['-filter', 'Lanczos', '-resize', `${width}x${height}!`];
  const colours = [
    ...assumed,
    '-intent',
    'Perceptual',
    '-black-point-compensation',
    '-profile',
    srgb,
    '-alpha',
    'off',
    '-colorspace',
    'sRGB',
  ];
  return await convert(`${path}[0]`, '-auto-orient', ...colours, ...size, '-depth', '8', 'rgb:-');
}

/** Writes one of sharp's own profiles to a file, because ImageMagick has none. */
export async function profileFile(folder: string, name: 'srgb' | 'p3' | 'cmyk'): Promise<string> {
  const flat = sharp({ create: { width: 1, height: 1, channels: 3, background: '#fff' } });
  const picture = name === 'cmyk' ? flat.toColourspace('cmyk') : flat;
  const { icc } = await sharp(await picture.withIccProfile(name).jpeg().toBuffer()).metadata();
  if (icc === undefined) throw new Error(`There is no profile named ${name}`);
  const path = join(folder, `${name}.icc`);
  await writeFile(path, icc);
  return path;
}

function hasProgram(name: string): boolean {
  return spawnSync(name, ['-version']).status === 0;
}
