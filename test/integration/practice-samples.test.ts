import { expect, test } from 'vitest';
import { PracticeHost } from '../../electron/stores/practice-host.ts';
import { startProcess } from '../unit/pictures/pool/open-pool.ts';
import { tempFolder } from '../unit/intake/temp-folder.ts';
import { readdirSync } from 'node:fs';

test('the practice store writes its sample photos into a folder of its own', async () => {
  await using folder = await tempFolder();
  const host = new PracticeHost(folder.path, startProcess);
  const samples = await host.writeSamples();
  expect(readdirSync(samples)).toContain('MUG-BUT-04_front.jpg');
  // A second time gives the same files.
  expect(await host.writeSamples()).toBe(samples);
  await host.close();
});
