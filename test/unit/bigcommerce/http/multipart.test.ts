import { randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../electron/util/clock.ts';
import type { NewImageFile } from '../../../../electron/bigcommerce/image-api.ts';
import { openUpload } from '../../../../electron/bigcommerce/http/multipart.ts';
import { FileChanged, type Upload } from '../../../../electron/bigcommerce/http/picture-bytes.ts';
import { sentenceOf } from '../../../../shared/messages/reason.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'packshot-multipart-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function picture(
  name: string,
  bytes: Uint8Array,
  rest: Partial<NewImageFile> = {},
): Promise<NewImageFile> {
  const path = join(folder, name);
  await writeFile(path, bytes);
  return {
    path,
    bytes: bytes.length,
    fileName: 'mug.jpg',
    mediaType: 'image/jpeg',
    sortOrder: null,
    isThumbnail: false,
    description: '',
    ...rest,
  };
}

async function opened(image: NewImageFile): Promise<Upload> {
  const upload = await openUpload(image);
  if (!upload.ok) throw new Error(sentenceOf(upload.reason.reason));
  return upload.value;
}

const maxAtOnce = (): number => 1_000_000;

async function collect(
  upload: Upload,
  onTaken: (sent: number) => void = () => undefined,
): Promise<Buffer<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for await (const part of upload.body({ onTaken, maxAtOnce, clock: systemClock })) parts.push(part);
  await upload.close();
  return Buffer.concat(parts);
}

describe('a multipart body', () => {
  it.each([0, 1, 65_535, 65_536, 262_144, 262_145, 1_000_003])(
    'carries %i bytes and has exactly the announced length',
    async (size) => {
      const bytes = randomBytes(size);
      const upload = await opened(
        await picture(`size-${size}`, bytes, {
          fileName: 'Tässe "grün"\r\n 茶碗 🍵.jpg',
          sortOrder: 7,
          isThumbnail: true,
          description: 'Zeile 1\r\nZeile "2" – 茶碗',
        }),
      );
      const body = await collect(upload);
      expect(body.length).toBe(upload.contentLength);

      const form = await new Response(body, { headers: { 'content-type': upload.contentType } }).formData();
      const file = form.get('image_file') as File;
      expect(Buffer.compare(Buffer.from(await file.arrayBuffer()), bytes)).toBe(0);
      expect(file.name).toBe('Tässe "grün"\r\n 茶碗 🍵.jpg');
      expect(file.type).toBe('image/jpeg');
      expect(Object.fromEntries([...form].filter(([name]) => name !== 'image_file'))).toEqual({
        sort_order: '7',
        is_thumbnail: 'true',
        description: 'Zeile 1\r\nZeile "2" – 茶碗',
      });
    },
  );

  it("omits fields with the store's default value", async () => {
    const upload = await opened(await picture('plain', randomBytes(10)));
    const form = await new Response(await collect(upload), {
      headers: { 'content-type': upload.contentType },
    }).formData();
    expect([...form.keys()]).toEqual(['image_file']);
  });

  it("counts only the picture's bytes, in ascending order, up to its size", async () => {
    const counts: number[] = [];
    await collect(await opened(await picture('counted', randomBytes(700_000))), (sent) => counts.push(sent));
    expect(counts.at(-1)).toBe(700_000);
    expect(counts).toEqual(counts.toSorted((a, b) => a - b));
    expect(counts.length).toBeGreaterThan(2);
  });

  it('passes small pieces while the network is slow', async () => {
    let time = 0;
    const clock = { now: () => time, timer: () => () => undefined };
    const upload = await opened(await picture('slow', randomBytes(300_000)));
    const sizes: number[] = [];
    for await (const piece of upload.body({ onTaken: () => undefined, maxAtOnce, clock })) {
      sizes.push(piece.length);
      time += 1_000;
    }
    await upload.close();
    expect(Math.max(...sizes.slice(2))).toBe(16 * 1024);
  });

  it('passes no more at once than allowed, and counts each piece', async () => {
    const upload = await opened(await picture('held-back', randomBytes(100_000)));
    const counts: number[] = [];
    const sizes: number[] = [];
    const watch = { onTaken: (n: number) => counts.push(n), maxAtOnce: () => 2_000, clock: systemClock };
    for await (const piece of upload.body(watch)) sizes.push(piece.length);
    await upload.close();
    expect(Math.max(...sizes)).toBe(2_000);
    expect(counts).toHaveLength(50);
  });

  it('is not started when the file is missing', async () => {
    const image = await picture('gone', randomBytes(10));
    await rm(image.path);
    expect(await openUpload(image)).toMatchObject({
      ok: false,
      reason: { type: 'local', reason: { code: 'file-gone' } },
    });
  });

  it.each(['longer', 'shorter', 'a folder'])(
    'is not started when the file is %s than announced',
    async (how) => {
      const image = await picture(`other-${how}`, randomBytes(100));
      if (how === 'longer') await appendFile(image.path, 'x');
      if (how === 'shorter') await truncate(image.path, 99);
      if (how === 'a folder') image.path = folder;
      expect(await openUpload(image)).toMatchObject({
        ok: false,
        reason: { type: 'local', reason: { code: 'file-changed' } },
      });
    },
  );

  it.each(['cut short', 'made longer', 'rewritten'])(
    'never completes when the file is %s during the upload',
    async (how) => {
      const bytes = randomBytes(2_000_000);
      const image = await picture(`changing ${how}`, bytes);
      const upload = await opened(image);
      let length = 0;
      const reading = (async () => {
        for await (const piece of upload.body({ onTaken: () => undefined, maxAtOnce, clock: systemClock })) {
          if (length === 0) await change(image.path, how);
          length += piece.length;
        }
      })();
      await expect(reading).rejects.toBeInstanceOf(FileChanged);
      await upload.close();
      expect(length).toBeLessThan(upload.contentLength);
    },
  );
});

async function change(path: string, how: string): Promise<void> {
  if (how === 'cut short') return truncate(path, 1_000_000);
  if (how === 'made longer') return appendFile(path, 'more');
  const { size } = await stat(path);
  await writeFile(path, randomBytes(size));
  return utimes(path, new Date(0), new Date(0));
}
