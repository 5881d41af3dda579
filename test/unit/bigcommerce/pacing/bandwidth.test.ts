import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBandwidth } from '../../../../electron/bigcommerce/pacing/bandwidth.ts';
import { capAt, maxAtOnce } from '../../../../electron/bigcommerce/pacing/bandwidth-plan.ts';
import type { BandwidthSetting } from '../../../../shared/model.ts';
import { virtualClock } from './virtual-clock.ts';

const never = new AbortController().signal;
/** A Wednesday, local time. */
const wednesday = (hour: number, minute = 0): number => new Date(2026, 10, 18, hour, minute).getTime();
const usually = (usual: number | null): BandwidthSetting => ({ usual, periods: [] });

describe('the timetable', () => {
  const shopHours: BandwidthSetting = {
    usual: null,
    periods: [
      { days: [1, 2, 3, 4, 5], from: 9 * 60, to: 17 * 60 + 30, bytesPerSecond: 500_000 },
      { days: [2], from: 22 * 60, to: 6 * 60, bytesPerSecond: 2_000_000 },
    ],
  };

  it.each([
    ['before a period', wednesday(8, 59), null],
    ['at its first minute', wednesday(9), 500_000],
    ['at its last minute', wednesday(17, 29), 500_000],
    ['at its end', wednesday(17, 30), null],
    ['in the night that began the day before', wednesday(5, 59), 2_000_000],
    ['after that night', wednesday(6), null],
    ['in the night of another day', wednesday(23), null],
  ])('gives the cap %s', (_when, at, cap) => {
    expect(capAt(shopHours, at)).toBe(cap);
  });

  it('gives the usual cap outside of periods', () => {
    expect(capAt(usually(1234), wednesday(12))).toBe(1234);
  });

  it('treats a period that ends when it begins as the whole day', () => {
    const day = { usual: null, periods: [{ days: [3], from: 480, to: 480, bytesPerSecond: 20_000 }] };
    expect([wednesday(7, 59), wednesday(8), wednesday(32 - 0.001)].map((at) => capAt(day, at))).toEqual([
      null,
      20_000,
      20_000,
    ]);
  });

  it('uses the first of two active periods', () => {
    const period = { days: [3], from: 0, to: 1_000 };
    const periods = [
      { ...period, bytesPerSecond: null },
      { ...period, bytesPerSecond: 20_000 },
    ];
    expect(capAt({ usual: 50_000, periods }, wednesday(3))).toBeNull();
  });
});

describe('a cap', () => {
  it('is shared by several uploads with pieces of any size, and fully used', async () => {
    const situations = fc.record({
      cap: fc.integer({ min: 10_000, max: 5_000_000 }),
      pieces: fc.array(fc.integer({ min: 100, max: 262_144 }), { minLength: 1, maxLength: 12 }),
      uploads: fc.integer({ min: 1, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(situations, async ({ cap, pieces, uploads }) => {
        const clock = virtualClock();
        const bandwidth = createBandwidth({ clock, setting: () => usually(cap) });
        const startedAt = clock.now();
        let lastAt = startedAt;
        const upload = async (): Promise<void> => {
          for (const piece of pieces) {
            await bandwidth.pass(piece, never);
            lastAt = clock.now();
          }
        };
        const all = Promise.all(Array.from({ length: uploads }, upload));
        await clock.pass(3_600_000);
        await all;
        const bytes = uploads * pieces.reduce((sum, piece) => sum + piece, 0);
        // The last piece is sent when all before it are paid for.
        const expectedMs = ((bytes - (pieces.at(-1) ?? 0)) / cap) * 1000;
        expect(lastAt - startedAt).toBeGreaterThanOrEqual(expectedMs - 26);
        expect(lastAt - startedAt).toBeLessThanOrEqual(expectedMs + 2);
      }),
      { numRuns: 60 },
    );
  });

  it('follows its timetable for a day', async () => {
    const clock = virtualClock(wednesday(0));
    const setting: BandwidthSetting = {
      usual: 100_000,
      periods: [{ days: [3], from: 9 * 60, to: 17 * 60, bytesPerSecond: 10_000 }],
    };
    const bandwidth = createBandwidth({ clock, setting: () => setting });
    const sent = Array.from({ length: 24 }, () => 0);
    const over = new AbortController();
    const upload = async (): Promise<void> => {
      while (!over.signal.aborted) {
        await bandwidth.pass(65_536, never);
        const hour = new Date(clock.now()).getHours();
        sent[hour] = (sent[hour] ?? 0) + 65_536;
      }
    };
    const uploading = upload();
    await clock.pass(24 * 3_600_000 - 1);
    over.abort();
    await clock.pass(60_000);
    await uploading;
    for (const [hour, bytes] of sent.slice(1).entries()) {
      const cap = hour + 1 >= 9 && hour + 1 < 17 ? 10_000 : 100_000;
      expect(bytes / 3600 / cap).toBeCloseTo(1, 1);
    }
  }, 30_000);

  it('is applied in small pieces that several uploads share evenly', () => {
    expect([10_000, 200_000, 50_000_000].map(maxAtOnce)).toEqual([1_024, 20_000, 262_144]);
    expect(maxAtOnce(null)).toBe(262_144);
  });

  it('that is removed releases waiting uploads at once', async () => {
    const clock = virtualClock();
    let cap: number | null = 1_000;
    const bandwidth = createBandwidth({ clock, setting: () => usually(cap) });
    await bandwidth.pass(30_000, never);
    const passing = Promise.all([1, 2, 3].map(() => bandwidth.pass(16_384, never)));
    await clock.pass(2_000);
    const before = clock.now();
    cap = null;
    bandwidth.reconsider();
    await passing;
    expect(clock.now()).toBe(before);
  });

  it('that is raised charges what is owed at the new rate', async () => {
    const clock = virtualClock();
    let cap = 10_000;
    const bandwidth = createBandwidth({ clock, setting: () => usually(cap) });
    await bandwidth.pass(100_000, never);
    const startedAt = clock.now();
    const passing = bandwidth.pass(1, never).then(() => clock.now());
    await clock.pass(2_000);
    cap = 100_000;
    bandwidth.reconsider();
    await clock.pass(10_000);
    // 20,000 of 100,000 bytes in two seconds, the rest in less than one.
    expect((await passing) - startedAt).toBeCloseTo(2_800, -1);
  });

  it('that its timetable removes releases waiting uploads within a second', async () => {
    const clock = virtualClock(wednesday(8, 59));
    const periods = [{ days: [3], from: 9 * 60, to: 10 * 60, bytesPerSecond: null }];
    const bandwidth = createBandwidth({ clock, setting: () => ({ usual: 10_000, periods }) });
    await bandwidth.pass(10_000_000, never);
    const passing = bandwidth.pass(1, never).then(() => clock.now());
    await clock.pass(120_000);
    expect((await passing) - wednesday(9)).toBeLessThanOrEqual(1_000);
  });

  it('is not blocked by a clock that is set back', async () => {
    const clock = virtualClock(wednesday(12));
    let offset = 0;
    const shifted = { ...clock, now: () => clock.now() + offset };
    const bandwidth = createBandwidth({ clock: shifted, setting: () => usually(10_000) });
    await bandwidth.pass(20_000, never);
    offset = -86_400_000;
    let went = false;
    const passing = bandwidth.pass(1, never).then(() => (went = true));
    await clock.pass(3_000);
    expect(went).toBe(true);
    await passing;
  });

  it('releases a cancelled upload at once without charging it', async () => {
    const clock = virtualClock();
    const bandwidth = createBandwidth({ clock, setting: () => usually(1_000) });
    await bandwidth.pass(10_000, never);
    const controller = new AbortController();
    const given = bandwidth.pass(1_000_000, controller.signal);
    const next = bandwidth.pass(1, never).then(() => clock.now());
    await clock.pass(100);
    const at = clock.now();
    controller.abort();
    await given;
    expect(clock.now()).toBe(at);
    await clock.pass(20_000);
    expect(await next).toBeLessThanOrEqual(1_000_000 + 10_001);
  });
});
