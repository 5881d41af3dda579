import { describe, expect, it, vi } from 'vitest';
import { decodeHeic } from '../../../../electron/pictures/formats/heic.ts';
import { inspect } from '../../../../electron/pictures/inspect.ts';
import { heic } from '../heic-pictures.ts';
import { tempFolder } from '../../intake/temp-folder.ts';
import { sentenceOf } from '../../../../shared/messages/reason.ts';

describe('HEIC', () => {
  it('is decoded to its pixels, upright', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.heic', heic(32, 16, { luma: (x) => (x < 16 ? 40 : 200) }));
    const decoded = await decodeHeic(path);
    if (!decoded.ok) throw new Error(sentenceOf(decoded.reason));
    const { width, height, data } = decoded.value;
    expect([width, height, data.length]).toEqual([32, 16, 32 * 16 * 4]);
    const [dark, bright] = [data[0] ?? 0, data[31 * 4] ?? 0];
    // Video range or full range: the header doesn't say.
    expect(dark).toBeLessThan(60);
    expect(bright).toBeGreaterThan(190);
  });

  it('leaves this thread free while decoding', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.heic', heic(512, 512));
    let turns = 0;
    const timer = setInterval(() => (turns += 1), 1);
    const decoded = await decodeHeic(path);
    clearInterval(timer);
    expect(decoded.ok).toBe(true);
    expect(turns).toBeGreaterThan(10);
  });

  it('stops when it takes too long or is cancelled', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.heic', heic(512, 512));
    expect(await decodeHeic(path, { timeoutMs: 1 })).toMatchObject({
      ok: false,
      reason: { code: 'too-slow' },
    });
    const stop = new AbortController();
    const decoding = decodeHeic(path, { signal: stop.signal });
    stop.abort();
    expect(await decoding).toMatchObject({ ok: false, reason: { code: 'intake-cancelled' } });
  });

  it('leaves no listener on any signal after success, cancellation or damage', async () => {
    await using folder = await tempFolder();
    const path = await folder.write('a.heic', heic(32, 32));
    const broken = await folder.write('b.heic', heic(32, 32).subarray(0, 300));
    using added = vi.spyOn(AbortSignal.prototype, 'addEventListener');
    using removed = vi.spyOn(AbortSignal.prototype, 'removeEventListener');
    const { signal } = new AbortController();
    expect(await decodeHeic(path, { signal })).toMatchObject({ ok: true });
    expect(await decodeHeic(path, { signal, timeoutMs: 1 })).toMatchObject({ ok: false });
    expect(await decodeHeic(broken, { signal })).toMatchObject({ ok: false });
    const listeners = (calls: unknown[][]) => calls.map(([, listener]) => listener);
    expect(added).toHaveBeenCalledTimes(3);
    expect(listeners(removed.mock.calls)).toEqual(listeners(added.mock.calls));
  });

  it('that is truncated, broken or claims too much is refused', async () => {
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
