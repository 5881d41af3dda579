import { describe, expect, it } from 'vitest';
import { decodeHeic } from '../../../../electron/pictures/formats/heic.ts';
import { inspect } from '../../../../electron/pictures/inspect.ts';
import { heic } from '../heic-pictures.ts';
import { tempFolder } from '../../intake/temp-folder.ts';

describe('HEIC', () => {
  it('is decoded to its pixels, upright', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.heic', heic(32, 16, { luma: (x) => (x < 16 ? 40 : 200) }));
    const { width, height, data } = await decodeHeic(path, 0);
    expect([width, height, data.length]).toEqual([32, 16, 32 * 16 * 4]);
    const [dark, bright] = [data[0] ?? 0, data[31 * 4] ?? 0];
    // Video range or full range: the header doesn't say.
    expect(dark).toBeLessThan(60);
    expect(bright).toBeGreaterThan(190);
  });

  it('that is cut short, broken, or claims too much is refused', async () => {
    await using folder = await tempFolder();
    const whole = heic(64, 64);
    const codes = async (name: string, bytes: Buffer) => {
      const seen = await inspect(await folder.write(name, bytes));
      return seen.ok ? 'ready' : seen.reason.code;
    };
    expect(await codes('whole.heic', whole)).toBe('ready');
    expect(await codes('cut.heic', whole.subarray(0, -200))).toBe('damaged');
    expect(
      await codes('broken.heic', Buffer.concat([whole.subarray(0, 300), Buffer.alloc(whole.length - 300)])),
    ).toBe('damaged');
    const boast = heic(32, 32, { claims: { width: 60_000, height: 60_000 } });
    expect(await codes('boast.heic', boast)).toBe('too-many-pixels');
  });
});
