import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeHeif } from '../../../electron/pictures/formats/heif-pixels.ts';
import { inspect } from '../../../electron/pictures/inspect.ts';
import { planPreparing } from '../../../electron/pictures/prepare/plan.ts';
import { prepare } from '../../../electron/pictures/prepare/prepare.ts';
import { tempFolder } from '../intake/temp-folder.ts';

/** HEIC and AVIF pictures that say that their transparency is multiplied into their colours. */

const fixtures = join(import.meta.dirname, '../../integration/pictures');

/** The file with a `prem` reference from picture to transparency. Source: ISO/IEC 23008-12, section 6.10.1.2. */
function premultiplied(heif: Buffer): Buffer {
  const alpha = heif.indexOf('auxl');
  const box = Buffer.from('\0\0\0\x0eprem\0\0\0\x01\0\0', 'latin1');
  heif.copy(box, 8, alpha + 8, alpha + 10);
  heif.copy(box, 12, alpha + 4, alpha + 6);
  const longer = Buffer.from(heif);
  const references = heif.indexOf('iref') - 4;
  for (const at of [references, heif.indexOf('meta') - 4])
    longer.writeUInt32BE(heif.readUInt32BE(at) + box.length, at);
  const list = heif.indexOf('iloc') + 4;
  const baseBytes = heif.readUInt8(list + 5) >> 4;
  if (heif.readUInt32BE(list) !== 0 || heif.readUInt8(list + 4) !== 0x44) throw new Error('Other places');
  // Of each item: its number, where that is, what its place is counted from, a count of one, its place and its length.
  const itemBytes = 14 + baseBytes;
  for (let item = heif.readUInt16BE(list + 6) - 1; item >= 0; item -= 1) {
    const at = list + 8 + item * itemBytes + (baseBytes === 0 ? 6 : 4);
    longer.writeUInt32BE(heif.readUInt32BE(at) + box.length, at);
  }
  const end = references + heif.readUInt32BE(references);
  return Buffer.concat([longer.subarray(0, end), box, longer.subarray(end)]);
}

async function seen(bytes: Uint8Array) {
  await using folder = await tempFolder();
  return await inspect(await folder.write('photo', bytes));
}

describe('a picture with transparency in its colours', () => {
  it('is shown without it as a HEIC', async () => {
    const bytes = await readFile(join(fixtures, 'alpha.heic'));
    await using folder = await tempFolder();
    const decode = async (name: string, heif: Buffer) => {
      const facts = { type: 'heic', hasAlpha: true, bytes: heif.length } as const;
      const pixels = await decodeHeif(await folder.write(name, heif), facts, 0);
      if (pixels === null) throw new Error('No pixels');
      return pixels;
    };
    const as = await decode('a.heic', bytes);
    const is = await decode('b.heic', premultiplied(bytes));
    const differs = is.data.some((value, at) => value !== as.data[at]);
    expect(differs).toBe(true);
    for (let at = 0; at < is.data.length; at += 4) {
      const alpha = as.data[at + 3] ?? 0;
      expect(is.data[at + 3]).toBe(alpha);
      const colour = as.data[at] ?? 0;
      const divided = alpha === 0 ? colour : Math.min(255, (colour * 255) / alpha);
      expect(Math.abs((is.data[at] ?? 0) - divided)).toBeLessThanOrEqual(0.5);
    }
    expect(await seen(premultiplied(bytes))).toMatchObject({ ok: true, value: { hasAlpha: true } });
  });

  // Of one colour: clear in a corner, half transparent on the left, and opaque on the right.
  it.each(['premultiplied.avif', 'premultiplied-10-bit-p3.avif'])(
    'has the same colours wherever it can be seen as an AVIF: %s',
    async (name) => {
      await using folder = await tempFolder();
      const inspected = await inspect(join(fixtures, name));
      if (!inspected.ok) throw new Error('Refused');
      const { pixels, preview, ...facts } = inspected.value;
      expect(facts).toMatchObject({ type: 'avif', width: 48, height: 32, hasAlpha: true });
      const plan = planPreparing(facts, { longestEdge: 2560, removePrivate: true });
      if (!plan.ok || plan.value.type === 'as-is') throw new Error('Not prepared');
      const made: (string | Uint8Array)[] = [preview];
      for (const [to, given] of [
        ['at-once', pixels],
        ['later', null],
      ] as const) {
        const path = join(folder.path, to);
        const prepared = await prepare(join(fixtures, name), path, facts, plan.value, { pixels: given });
        expect(prepared).toMatchObject({ ok: true, value: { type: 'png', width: 48, height: 32 } });
        made.push(path);
      }
      for (const picture of made) {
        const { data, info } = await sharp(picture).raw().toBuffer({ resolveWithObject: true });
        const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * 4).subarray(0, 4)];
        const [red = 0, green = 0, blue = 0, opaque] = at(40, 24);
        expect(red).toBeGreaterThan(245);
        expect(opaque).toBe(255);
        expect(at(4, 4)[3]).toBe(0);
        const half = at(12, 24);
        expect(Math.abs((half[3] ?? 0) - 127)).toBeLessThanOrEqual(2);
        for (const [channel, value] of [red, green, blue].entries())
          expect(Math.abs((half[channel] ?? 0) - value)).toBeLessThanOrEqual(5);
      }
    },
  );

  it('is taken as an AVIF where nothing of it can be seen through', async () => {
    const opaque = { width: 64, height: 64, channels: 4, background: '#c83' } as const;
    const bytes = await sharp({ create: opaque }).avif({ effort: 0 }).toBuffer();
    expect(await seen(premultiplied(bytes))).toMatchObject({ ok: true, value: { hasAlpha: true } });
  });
});
