import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Plant } from './plan.ts';
import { killAt, type KillRun } from './runs.ts';
import { Workshop } from './workshop.ts';

/** The harness must detect the most important types of defects, which are planted around the app. */
const shape = { folder: 2, web: false, onCleared: null };
let workshop: Workshop;

beforeAll(async () => {
  workshop = await Workshop.open(7, '--quota', '100000');
});
afterAll(() => workshop.close());

async function problemsOf(
  kill: Omit<KillRun['kill'], 'is'>,
  plant: Plant | null,
  latencyMs: number | null = null,
): Promise<string> {
  const { problems } = await killAt(workshop, {
    seed: 1,
    shape,
    kill: { is: 'kill', ...kill },
    latencyMs,
    again: null,
    plant,
  });
  return problems.join('\n');
}

/** The store has the first photo, but its outcome is not on disk yet. */
const unrecorded = () => ({ at: 'record-outcome', when: 'before', ms: 0 }) as const;
/** Everything has arrived and was reported: the store takes `slow` for the next list. */
const slow = 1_500;
const stopped = () => ({ at: 'reconcile-list', when: 'during', ms: 1_000 }) as const;

describe('a planted defect is detected:', () => {
  test('sending again without verification', async () => {
    expect(await problemsOf(unrecorded(), 'look-finds-nothing')).toContain('sent twice');
  });

  test('an attempt that is not recorded before it is made', async () => {
    expect(await problemsOf(unrecorded(), 'forget-the-attempt')).toContain('sent twice');
  });

  test('reporting what is not on disk yet', async () => {
    expect(await problemsOf(stopped(), 'announce-before-commit', slow)).toContain('told that');
  });

  test('without one, the same runs have no problems', async () => {
    expect(await problemsOf(unrecorded(), null)).toBe('');
    expect(await problemsOf(stopped(), null, slow)).toBe('');
  });
});
