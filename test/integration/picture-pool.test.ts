import { writeFileSync } from 'node:fs';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { heic } from '../unit/pictures/heic-pictures.ts';
import { noise } from '../unit/pictures/pictures.ts';
import type { StartProcess } from '../../electron/util/worker-process.ts';
import { openPool, startProcess } from '../unit/pictures/pool/open-pool.ts';
import { tempFolder } from '../unit/intake/temp-folder.ts';
import { sentenceOf } from '../../shared/messages/reason.ts';

describe('the picture pool', () => {
  test('inspects a picture in another process, and has its preview written there', async () => {
    await using folder = await tempFolder();
    using pool = openPool();
    const path = await folder.write('a.jpg', await noise(300, 200).jpeg().toBuffer());
    const previewTo = join(folder.path, 'preview');
    const seen = await pool.inspect(path, 'a.jpg', { previewTo });
    if (!seen.ok) throw new Error(sentenceOf(seen.reason));
    expect(seen.value.facts).toMatchObject({ type: 'jpeg', width: 300, height: 200 });
    expect((await sharp(await readFile(previewTo)).metadata()).format).toBe('webp');
  });

  test('says why a file is no picture', async () => {
    await using folder = await tempFolder();
    using pool = openPool();
    const path = await folder.write('a.jpg', 'no picture');
    expect(await pool.probe(path)).toMatchObject({ ok: false, reason: { code: 'not-a-picture' } });
    expect(await readdir(folder.path)).toEqual(['a.jpg']);
  });

  test('prepares a photo although the process that began to write its copy was killed', async () => {
    await using folder = await tempFolder();
    const at = (name: string) => join(folder.path, name);
    let kills = 0;
    const start: StartProcess = (name) => {
      const started = startProcess(name);
      const send = (message: unknown): void => {
        const { request } = message as { request?: { type: string } };
        if (request?.type !== 'prepare' || (kills += 1) > 1) return started.send(message);
        writeFileSync(at('copy'), 'half a copy');
        started.kill();
      };
      return { ...started, send };
    };
    using pool = openPool({ start });
    const path = await folder.write('a.heic', heic(64, 32));
    const seen = await pool.inspect(path, 'a.heic', { previewTo: at('preview') });
    if (!seen.ok) throw new Error(sentenceOf(seen.reason));
    const recipe = { type: 'drawing', to: 'jpeg', longestEdge: null, keepMetadata: false } as const;
    const to = { to: at('copy'), previewTo: at('copy.preview') };
    expect(await pool.prepare(path, seen.value.facts, recipe, to)).toMatchObject({ ok: true });
    expect(kills).toBe(2);
  });

  test('prepares a HEIC photo in the same go', async () => {
    await using folder = await tempFolder();
    using pool = openPool();
    const path = await folder.write('a.heic', heic(64, 32));
    const at = (name: string) => join(folder.path, name);
    const ahead = {
      settings: { longestEdge: 2560, removePrivate: true },
      recipe: null,
      to: at('copy'),
      previewTo: at('copy.preview'),
    };
    const seen = await pool.inspect(path, 'a.heic', { previewTo: at('preview'), ahead });
    if (!seen.ok) throw new Error(sentenceOf(seen.reason));
    expect(seen.value.ahead?.prepared).toMatchObject({ type: 'jpeg', width: 64, height: 32 });
    expect((await sharp(at('copy')).metadata()).format).toBe('jpeg');
    expect((await sharp(at('copy.preview')).metadata()).format).toBe('webp');
  });
});
