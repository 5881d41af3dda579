import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createBandwidth } from '../../../electron/bigcommerce/bandwidth.ts';
import { capAt, type CapTimetable } from '../../../electron/bigcommerce/bandwidth-plan.ts';
import { virtualClock } from './virtual-clock.ts';

const never = new AbortController().signal;
/** A Wednesday, local time. */
const wednesday = (hour: number, minute = 0): number => new Date(2026, 10, 18, hour, minute).getTime();
const usually = (usual: number | null): CapTimetable => ({ usual, periods: [] });

describe('the timetable', () => {
  const shopHours: CapTimetable = {
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

  it('takes the usual cap where there is no period', () => {
    expect(capAt(usually(1234), wednesday(12))).toBe(1234);
  });
});

describe('a cap', () => {
  it('is kept by several uploads together, whatever their pieces, and used in full', async () => {
    const situations = fc.record({
      cap: fc.integer({ min: 10_000, max: 5_000_000 }),
      pieces: fc.array(fc.integer({ min: 100, max: 262_144 }), { minLength: 1, maxLength: 12 }),
      uploads: fc.integer({ min: 1, max: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(situations, async ({ cap, pieces, uploads }) => {
        const clock = virtualClock();
        const bandwidth = createBandwidth({ clock, timetable: () => usually(cap) });
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
        // The last piece goes when all before it are paid for.
        const expectedMs = ((bytes - (pieces.at(-1) ?? 0)) / cap) * 1000;
        expect(lastAt - startedAt).toBeGreaterThanOrEqual(expectedMs * 0.999 - 1);
        expect(lastAt - startedAt).toBeLessThanOrEqual(expectedMs * 1.001 + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('follows its timetable for a day', async () => {
    const clock = virtualClock(wednesday(0));
    const timetable: CapTimetable = {
      usual: 100_000,
      periods: [{ days: [3], from: 9 * 60, to: 17 * 60, bytesPerSecond: 10_000 }],
    };
    const bandwidth = createBandwidth({ clock, timetable: () => timetable });
    const sent = Array.from({ length: 24 }, () => 0);
    const over = new AbortController();
    const upload = async (): Promise<void> => {
      while (!over.signal.aborted) {
        await bandwidth.pass(16_384, never);
        const hour = new Date(clock.now()).getHours();
        sent[hour] = (sent[hour] ?? 0) + 16_384;
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
  });

  it('that is lifted lets go within a second', async () => {
    const clock = virtualClock();
    let cap: number | null = 1_000;
    const bandwidth = createBandwidth({ clock, timetable: () => usually(cap) });
    await bandwidth.pass(30_000, never);
    let went = false;
    const passing = bandwidth.pass(16_384, never).then(() => (went = true));
    await clock.pass(2_000);
    expect(went).toBe(false);
    cap = null;
    await clock.pass(1_000);
    expect(went).toBe(true);
    await passing;
  });

  it('lets go at once of an upload that is given up, without charging it', async () => {
    const clock = virtualClock();
    const bandwidth = createBandwidth({ clock, timetable: () => usually(1_000) });
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
