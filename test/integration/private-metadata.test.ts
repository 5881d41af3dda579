import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';
import { profileOf } from '../../electron/pictures/formats/colour-numbers.ts';
import { planPreparing } from '../../electron/pictures/prepare/plan.ts';
import { heic } from '../unit/pictures/heic-pictures.ts';
import { makersWays } from '../unit/pictures/maker-notes.ts';
import { noise } from '../unit/pictures/pictures.ts';
import { openPool } from '../unit/pictures/pool/open-pool.ts';
import { tempFolder } from '../unit/intake/temp-folder.ts';
import { iccProfile, ofScreen } from './support/colour-profiles.ts';
import { Exiftool, hasExiftool } from './support/exiftool.ts';
import { ReviewDesk } from './support/review-desk.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';
import type { PrepareSettings } from '../../shared/prepare.ts';

const exiftool = new Exiftool();
const pool = openPool();
afterAll(() => {
  exiftool.close();
  return pool.close();
});

const secret = 'Ada-4711';
/** Who, where, when and with which device, in every block that exiftool can write. */
const secrets = [
  `-EXIF:Make=${secret}`,
  `-EXIF:Model=${secret}`,
  `-EXIF:Software=${secret}`,
  `-EXIF:SerialNumber=${secret}`,
  `-EXIF:Artist=${secret}`,
  `-EXIF:DateTimeOriginal=2026:11:20 10:11:12`,
  '-EXIF:GPSLatitude=48.1371',
  '-EXIF:GPSLatitudeRef=N',
  `-XMP-dc:Creator=${secret}`,
  `-XMP-mwg-rs:RegionName=${secret}`,
  `-IPTC:By-line=${secret}`,
  `-Comment=${secret}`,
];
/** Groups of exiftool that tell of the picture itself, or of where this file lies. */
const ofThePicture = /^(?:ExifTool|System|File|JFIF|ICC.*|Composite|PNG(?:-pHYs)?|RIFF|GIF|APP14|Adobe)$/;

const makers = {
  jpeg: async () => await noise(64, 48).withIccProfile('srgb').jpeg().toBuffer(),
  'progressive jpeg': async () => await noise(64, 48).jpeg({ progressive: true }).toBuffer(),
  'jpeg on its side': async () => await noise(64, 48).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
  png: async () => await noise(64, 48).png().toBuffer(),
  webp: async () => await noise(64, 48).webp().toBuffer(),
  gif: async () => await noise(64, 48).gif().toBuffer(),
  tiff: async () => await noise(64, 48).tiff().toBuffer(),
  avif: async () => await noise(64, 48).avif({ effort: 0 }).toBuffer(),
  heic: async () => heic(64, 32),
};

const usual: PrepareSettings = { longestEdge: 2560, removePrivate: true };

/** Prepares a file as intake does. */
async function send(folder: string, path: string, settings: PrepareSettings) {
  const to = { to: join(folder, 'sent'), previewTo: join(folder, 'preview') };
  const seen = await pool.inspect(path, 'photo', to);
  if (!seen.ok) throw new Error(sentenceOf(seen.reason));
  const { facts } = seen.value;
  const plan = planPreparing(facts, settings);
  if (!plan.ok) throw new Error(sentenceOf(plan.reason));
  if (plan.value.type === 'as-is') await writeFile(to.to, await readFile(path));
  else expect(await pool.prepare(path, facts, plan.value.recipe, to)).toMatchObject({ ok: true });
  return { facts, sent: await readFile(to.to), ...(await metadataIn(to.to)) };
}

/** What exiftool finds in a file; nothing where it is not installed. `found`: what is not of the picture. */
async function metadataIn(path: string): Promise<{ found: string[]; tags: Record<string, unknown> }> {
  if (!hasExiftool) return { found: [], tags: {} };
  const listed = await exiftool.run(['-j', '-G1', '-a', '-u', '-ee', path]);
  const [tags = {}] = JSON.parse(listed) as Record<string, unknown>[];
  const found = Object.keys(tags).filter(
    (key) => key !== 'SourceFile' && !ofThePicture.test(key.split(':')[0] ?? ''),
  );
  return { found, tags };
}

/** The markers of a JPEG's segments up to its first scan. */
function markersOf(jpeg: Buffer): number[] {
  const markers: number[] = [];
  for (let at = 2; markers.at(-1) !== 0xda; at += 2 + jpeg.readUInt16BE(at + 2)) {
    expect(jpeg[at]).toBe(0xff);
    markers.push(jpeg[at + 1] ?? 0);
  }
  return markers;
}

describe.runIf(hasExiftool)('private means private', () => {
  test.each(Object.entries(makers))('what is sent of a %s tells nothing but the picture', async (_, make) => {
    await using folder = await tempFolder();
    const path = await folder.write('photo', await make());
    const thumbnail = await folder.write('thumbnail.jpg', await noise(16, 12).jpeg().toBuffer());
    // Some types have no place for some of these: exiftool writes the others.
    await exiftool
      .run(['-m', '-overwrite_original', ...secrets, `-ThumbnailImage<=${thumbnail}`, path])
      .catch(() => undefined);
    const isCut =
      (await sharp(path).metadata()).format !== 'tiff' && !(await readFile(path)).includes('ftyp');
    // A motion photo's film, and what programs add at the end.
    if (isCut) await appendFile(path, `\0\0\0\x18ftypmp42 ${secret} AXS!`);
    const before = await readFile(path);

    const { facts, sent, found, tags } = await send(folder.path, path, usual);
    expect(before.includes(secret) ? facts.hasPrivateMetadata : true).toBe(true);
    expect(sent.includes(secret)).toBe(false);
    expect(found).toEqual([]);
    expect(tags).not.toHaveProperty('ExifTool:Warning');
  });
});

describe('what makers hide in a JPEG', () => {
  /** Groups of exiftool that prove that the file is built as its maker does. */
  const groups: Record<keyof typeof makersWays, string> = {
    'a maker note of Canon': 'Canon:OwnerName',
    'a maker note of Nikon': 'Nikon:SerialNumber',
    CIFF: 'CIFF:OwnerName',
    AFCP: 'AFCP:Text',
    'the picture info of APP12': 'PictureInfo:SerialNumber',
    'face regions': 'XMP-mwg-rs:RegionName',
    'the second picture of an MPO': 'MPImage2:MPImage2',
    'the film of a motion photo': 'XMP-GCamera:MicroVideo',
    'the trailer of a Samsung phone': 'Samsung:TimeStamp',
    'content credentials': 'JSON:Name',
  };
  /** Quantization, Huffman tables, frames and scans, and of the application segments JFIF, ICC and Adobe. */
  const needed = new Set([0xdb, 0xc4, 0xc0, 0xc2, 0xda, 0xdd, 0xe0, 0xe2, 0xee]);

  test.each(Object.entries(makersWays))('is not sent: %s', async (name, hide) => {
    await using folder = await tempFolder();
    const path = await folder.write('photo.jpg', hide(await makers.jpeg(), secret));
    expect((await readFile(path)).includes(secret)).toBe(true);
    if (hasExiftool) expect((await metadataIn(path)).found).toContain(groups[name as keyof typeof groups]);

    for (const longestEdge of [2560, 32]) {
      const { facts, sent, found } = await send(folder.path, path, { longestEdge, removePrivate: true });
      expect(facts.hasPrivateMetadata).toBe(true);
      expect(found).toEqual([]);
      expect(sent.includes(secret)).toBe(false);
      expect(markersOf(sent).filter((marker) => !needed.has(marker))).toEqual([]);
      expect(sent.indexOf(Buffer.from([0xff, 0xd9]))).toBe(sent.length - 2);
      await Promise.all(['sent', 'preview'].map((made) => rm(join(folder.path, made))));
    }
  });
});

describe('the profile of a screen', () => {
  const srgb = profileOf({ space: 'sRGB', gamma: null }, false);
  const adobe = iccProfile('Adobe RGB (1998)');
  const frames = async () => {
    const raw = { width: 64, height: 48, channels: 3, pageHeight: 24 } as const;
    return sharp(await noise(64, 48).raw().toBuffer(), { raw }).webp();
  };
  const inParts = secret.repeat(2_000);

  test.each([
    ['a JPEG', async () => noise(64, 48).jpeg(), srgb, secret],
    ['a JPEG, in several segments,', async () => noise(64, 48).jpeg(), srgb, inParts],
    ['a PNG', async () => noise(64, 48).png(), srgb, secret],
    ['a WebP', async () => noise(64, 48).webp(), srgb, secret],
    ['an animation in sRGB', frames, srgb, secret],
    ['an animation in Adobe RGB', frames, adobe, secret],
  ] as const)('of %s tells the colours and no device', async (_, make, profile, owner) => {
    await using folder = await tempFolder();
    const write = async (icc: Buffer) => {
      const file = (await make()).withIccProfile(await folder.write(`${icc.length}.icc`, icc));
      return await folder.write('photo', await file.toBuffer());
    };
    const plain = await send(folder.path, await write(profile), usual);
    expect(plain.facts.hasPrivateMetadata).toBe(false);
    await Promise.all(['sent', 'preview'].map((made) => rm(join(folder.path, made))));

    const path = await write(ofScreen(profile, owner));
    expect((await sharp(path).metadata()).icc?.includes(secret)).toBe(true);
    const { facts, sent, tags } = await send(folder.path, path, usual);
    expect(facts.hasPrivateMetadata).toBe(true);
    const { icc } = await sharp(sent).metadata();
    expect(icc?.includes(secret)).toBe(false);
    expect(JSON.stringify(tags)).not.toContain(secret);
    expect(tags).not.toHaveProperty('ExifTool:Warning');
    expect(await shown(sent)).toEqual(await shown(await readFile(path)));
    expect(await shown(sent)).toEqual(await shown(plain.sent));
  });

  test('is not received by a store, which gets a photo with colours alone byte for byte', async () => {
    await using folder = await tempFolder();
    const desk = await ReviewDesk.open();
    onTestFinished(() => desk.close());
    const product = await desk.bare();
    const photo = async (icc: Buffer) =>
      await noise(640, 480)
        .withIccProfile(await folder.write(`${icc.length}.icc`, icc))
        .jpeg()
        .toBuffer();
    const [plain, ofAda] = [await photo(srgb), await photo(ofScreen(srgb, secret))];
    const photos = await desk.folderOf(['a.jpg', 'b.jpg'], { 'a.jpg': plain, 'b.jpg': ofAda });
    await desk.bench.drop(desk.storeId, product.id, [photos]);
    await desk.app.outbox.drained();
    const headers = { 'X-Auth-Token': desk.bench.store.accessToken };
    const received = await Promise.all(
      (await desk.bench.gallery(product.id)).map(async ({ id }) => {
        const answer = await fetch(`${desk.bench.store.origin}/practice/original/${id}`, { headers });
        return Buffer.from(await answer.arrayBuffer());
      }),
    );
    expect(received.map((file) => file.equals(plain))).toEqual([true, false]);
    expect(ofAda.includes(secret)).toBe(true);
    expect(received.map((file) => file.includes(secret))).toEqual([false, false]);
    expect(await shown(received[1] ?? ofAda)).toEqual(await shown(ofAda));
  });
});

/** All frames in sRGB, by the profile in the file. */
async function shown(file: Buffer): Promise<Buffer> {
  return await sharp(file, { animated: true, failOn: 'warning' }).raw().toBuffer();
}

const own = { copyright: '© 2026 Alder & Söhne', creator: 'Ada Lovelace' };
const ownTags = { 'IFD0:Copyright': own.copyright, 'IFD0:Artist': own.creator };
const withPlace = Object.entries(makers).filter(([name]) => name !== 'gif');

describe.runIf(hasExiftool)('copyright and creator, with all else removed,', () => {
  const inExif = [`-EXIF:Copyright=${own.copyright}`, `-EXIF:Artist=${own.creator}`];
  const inXmp = [`-XMP-dc:Rights=${own.copyright}`, `-XMP-dc:Creator=${own.creator}`];
  const inXmpRights = [`-XMP-xmpRights:Owner=${own.copyright}`, `-XMP-photoshop:Credit=${own.creator}`];
  const inLatinIptc = [`-IPTC:CopyrightNotice=${own.copyright}`, `-IPTC:By-line=${own.creator}`];
  const inIptc = ['-IPTC:CodedCharacterSet=UTF8', ...inLatinIptc];
  const inIptcCredit = [`-IPTC:CopyrightNotice=${own.copyright}`, `-IPTC:Credit=${own.creator}`];
  const secretsLeft = secrets.filter((tag) => !/Artist|Creator|By-line/.test(tag));

  async function expectKept(make: () => Promise<Uint8Array>, tags: readonly string[]): Promise<void> {
    await using folder = await tempFolder();
    const path = await folder.write('photo', await make());
    await exiftool.run(['-m', '-overwrite_original', ...secretsLeft, ...tags, path]);
    const rights = { keep: true, copyright: '', creator: '' };
    const { sent, found, tags: seen } = await send(folder.path, path, { ...usual, rights });
    expect(found.toSorted()).toEqual(['IFD0:Artist', 'IFD0:Copyright']);
    expect(seen).toMatchObject(ownTags);
    expect(seen).not.toHaveProperty('ExifTool:Warning');
    expect(sent.includes(secret)).toBe(false);
  }

  test.each(withPlace.filter(([name]) => name !== 'heic'))(
    'are kept of a %s where the user wants that',
    async (_, make) => await expectKept(make, inExif),
  );

  test.each([
    ['XMP', inXmp],
    ['the owner and the credit line of XMP', inXmpRights],
    ['IPTC', inIptc],
    ['IPTC in Latin-1', inLatinIptc],
    ['the credit line of IPTC', inIptcCredit],
  ])('are kept where only %s tells them', async (_, tags) => await expectKept(makers.jpeg, tags));

  test.each(withPlace.filter(([name]) => /^(?:png|webp|tiff|avif)$/.test(name)))(
    'are kept of a %s where only XMP tells them',
    async (_, make) => await expectKept(make, inXmp),
  );

  test.each(withPlace)('are the user’s own in every %s', async (_, make) => {
    await using folder = await tempFolder();
    const path = await folder.write('photo', await make());
    await exiftool.run(['-m', '-overwrite_original', ...secrets, path]).catch(() => undefined);
    const rights = { keep: true, ...own };
    const { sent, found, tags } = await send(folder.path, path, { ...usual, rights });
    expect(found.toSorted()).toEqual(['IFD0:Artist', 'IFD0:Copyright']);
    expect(tags).toMatchObject(ownTags);
    expect(sent.includes(secret)).toBe(false);
  });

  test('stay as they are in a picture that keeps its private data', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('photo', await makers.jpeg());
    await exiftool.run(['-overwrite_original', '-EXIF:Artist=Grace', path]);
    const settings = { ...usual, removePrivate: false, rights: { keep: false, ...own } };
    expect((await send(folder.path, path, settings)).tags).toMatchObject({ 'IFD0:Artist': 'Grace' });
  });
});
