import { readdirSync, readlinkSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { StagingTools } from '../../../electron/intake/stage-file.ts';
import { CameraJpegReader } from '../../../electron/review/camera-jpeg-reader.ts';
import type { ReviewBatch } from '../../../electron/review/review-batch.ts';
import type { StagedFiles } from '../../../electron/staging/staged-files.ts';
import type { Staging } from '../../../electron/staging/staging.ts';
import { zipOf } from '../../support/zip.ts';
import { tempFolder } from '../intake/temp-folder.ts';
import { item } from './make.ts';

/** Staging that opens the file and then breaks. */
const broken: Pick<Staging, 'receive'> = {
  async receive(path, { source } = {}) {
    await source?.open(path, 'r');
    throw new Error('broken');
  },
};

function isOpen(path: string): boolean {
  return readdirSync('/proc/self/fd').some((fd) => {
    try {
      return readlinkSync(`/proc/self/fd/${fd}`) === path;
    } catch {
      return false;
    }
  });
}

// Elsewhere a process can't list its own open files.
test.runIf(process.platform === 'linux')(
  'the ZIP file of a raw photograph that can’t be staged is closed',
  async () => {
    await using folder = await tempFolder();
    const archive = await folder.write('shoot.zip', zipOf([{ name: 'a.dng', content: 'raw' }]));
    const raw = item(1, { fileName: 'a.dng', path: `${archive}/a.dng` });
    const logged: unknown[] = [];
    const reader = new CameraJpegReader({
      batch: { updateAll: () => undefined, item: () => raw } as unknown as ReviewBatch,
      tools: { pictures: { parallel: 1 }, staging: broken } as unknown as StagingTools,
      bytes: {} as StagedFiles,
      log: (_, details) => logged.push(details),
      match: (one) => one,
      onRead: () => undefined,
    });
    reader.read([raw]);
    await reader.idle();
    expect(logged).toEqual([{ error: 'Error: broken' }]);
    expect(isOpen(archive)).toBe(false);
  },
);
