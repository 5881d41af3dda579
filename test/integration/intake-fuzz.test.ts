import { expect, it } from 'vitest';
import { fuzz } from '../fuzz/fuzz.ts';

it('damaged pictures of every type end no process and use little time and memory', async () => {
  const report = await fuzz({ runs: 150, seed: 20261121, judged: false });
  expect(report).toMatchObject({ crashed: [], hung: [] });
  // Most damage is detected; what decodes nevertheless is a picture.
  const refused = Object.values(report.refused).reduce((sum, count) => sum + count, 0);
  expect(refused).toBeGreaterThan(75);
  expect(report.peakMb).toBeLessThan(600);
});
